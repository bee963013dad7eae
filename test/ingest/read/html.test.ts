import { describe, expect, it } from "vitest";
import { encodeGbk } from "../../../bench/formats/encode-gbk.js";
import { readFormat } from "../../../ingest/read/read-format.js";

const LONG = "为培育先进制造业集群，推动制造业高质量发展，根据国家有关规定，结合本省实际，制定本办法，各市州应当遵照执行。";

async function read(html: string | Uint8Array): Promise<{ lines: string[]; notes: string[] }> {
  const { text, notes } = await readFormat(typeof html === "string" ? Buffer.from(html) : html, "page.html");
  return { lines: text.trimEnd().split("\n"), notes: notes.map((note) => note.text) };
}

/** A page as the publishing systems of departments write it. */
function governmentPage(body: string): string {
  return `<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="ArticleTitle" content="试点集群管理办法"><title>某厅网站</title><style>p{}</style></head>
<body><script>var nav = "${LONG}${LONG}";</script>
<div class="header"><ul class="nav"><li><a href="/">首页</a></li><li><a href="/x">政务公开</a></li></ul></div>
<div class="crumbs">您的位置：<a href="/">首页</a> &gt; 政策文件</div>
<div class="main"><h2>文件</h2><div class="share-bar">分享到：<a>微信</a></div><div class="fontSize">字号：大 中 小</div>
${body}
<div class="print">打印 关闭</div></div>
<div class="xgwd related"><a>相关解读</a></div>
<div id="footer">版权所有 某厅 备案号 12345678</div></body></html>`;
}

describe("a page of a department", () => {
  it.each([
    ["in a frame of a known system", (text: string) => `<div class="TRS_Editor">${text}</div>`],
    ["in a frame without a name", (text: string) => `<div class="x17">${text}</div>`],
    ["in a table that lays out the page", (text: string) => `<table><tr><td>${text}</td></tr></table>`],
  ])("gives its text alone, %s", async (_what, frame) => {
    const { lines, notes } = await read(governmentPage(frame(`<p>第一条&nbsp;${LONG}</p><p>第二条 申报应当满足以下条件：</p><p>　　（一）主导产业突出。<br/>（二）申报材料真实。</p>`)));
    expect(lines).toEqual(["试点集群管理办法", `第一条 ${LONG}`, "第二条 申报应当满足以下条件：", "　　（一）主导产业突出。", "（二）申报材料真实。"]);
    expect(notes[0]).toMatch(/^网页上正文以外的部分没有收录：.*导航/);
    expect(notes).toContain("标题取自网页的标题");
  });

  it("keeps sentences in a part that is named as furniture", async () => {
    const { lines } = await read(`<body><form><div class="header">${`<p>${LONG}</p>`.repeat(10)}</div></form></body>`);
    expect(lines).toEqual(Array.from({ length: 10 }, () => LONG));
  });

  it("reads tables row by row, spanned cells in each row, and numbers lists as a browser does", async () => {
    const { lines, notes } = await read(
      `<body><p>${LONG}</p><table><tr><th>年度</th><th>金额</th></tr><tr><td rowspan="2">2024年</td><td>100万元</td></tr><tr><td><p>50</p><p>万元</p></td></tr></table><ol start="3"><li>甲</li><li>（二）乙</li></ol><ol style="list-style:none"><li>丙</li></ol></body>`,
    );
    expect(lines.slice(1)).toEqual(["年度 ｜ 金额", "2024年 ｜ 100万元", "2024年 ｜ 50 万元", "3. 甲", "（二）乙", "丙"]);
    expect(notes).toEqual(["1 个表格按行读出，单元格以“｜”分隔", "1 个自动编号已写成文字"]);
  });

  it("keeps the lines of preformatted text, and joins those that the source only wraps", async () => {
    const { lines } = await read(`<body><pre>甲\n乙</pre><p>wrapped\n   line</p></body>`);
    expect(lines).toEqual(["甲", "乙", "wrapped line"]);
  });

  it("reads GBK and Big5 as the page says", async () => {
    expect((await read(Buffer.concat([Buffer.from('<html><meta charset="gb2312"><body><p>'), encodeGbk(LONG)]))).lines).toEqual([LONG]);
    expect((await read(Buffer.concat([Buffer.from('<html><meta charset="big5"><body><p>'), Buffer.from([0xa4, 0xa4, 0xa4, 0xe5])]))).lines).toEqual(["中文"]);
  });

  it("is refused where a script writes its text", async () => {
    await expect(read("<html><body><div id='app'></div><script>run()</script></body></html>")).rejects.toThrow(/网页里没有正文文字/);
  });
});
