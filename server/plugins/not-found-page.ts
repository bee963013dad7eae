/** What a browser shows for an address that is none. It stands without its stylesheet as well (a server without built pages). */
export const NOT_FOUND_PAGE = `<!doctype html>
<html lang="zh-CN">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>没有这个页面 · 集群政策助手</title>
    <link rel="icon" href="/assets/favicon.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="/assets/reader.css" />
  </head>
  <body>
    <main class="reader">
      <h1 class="reader__message">没有这个页面</h1>
      <p class="reader__message">地址可能写错了，或者页面已经不在了。<a href="/">回到首页</a></p>
    </main>
  </body>
</html>
`;
