import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { launchBrowser } from "../test/support/browser.js";

const WEB = join(import.meta.dirname, "../dist/web");
/** All that a page loads of the widget before the first question, in bytes of gzip. */
const MOST_BYTES = 40 * 1024;
/** A page is left alone for so long before its layout shifts are read. */
const SETTLE_MS = 1500;

/**
 * Figures of what browsers load: gzip sizes, and what the closed widget does to the page around it. Exit code 1 where the widget is too
 * large or moves the page.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { json: { type: "boolean", default: false } } });
  const files = ["widget.js", ...readdirSync(join(WEB, "assets")).map((name) => join("assets", name))];
  const sizes = Object.fromEntries(files.map((name) => [name, gzipBytes(name)]));
  const closed = await closedWidget();
  console.log(JSON.stringify({ gzipBytes: sizes, widgetLimit: MOST_BYTES, closedWidget: closed }, null, values.json ? 0 : 2));
  if (sizes["widget.js"]! > MOST_BYTES || closed.layoutShift > 0 || closed.requests > 1) process.exitCode = 1;
}

function gzipBytes(name: string): number {
  return gzipSync(readFileSync(join(WEB, name)), { level: 9 }).length;
}

/** A page of text that loads the widget: how far it shifts (CLS), what it fetches, and the DOM that is added to it. */
async function closedWidget(): Promise<{ layoutShift: number; requests: number; elementsAdded: number }> {
  const text = "<p>先进制造业集群政策。</p>".repeat(60);
  const server = createServer((request, response) => {
    const isScript = request.url === "/widget.js";
    response.writeHead(200, { "content-type": isScript ? "text/javascript; charset=utf-8" : "text/html; charset=utf-8" });
    response.end(isScript ? readFileSync(join(WEB, "widget.js")) : `<!doctype html><html lang="zh-CN"><title>页</title><body>${text}<script src="/widget.js" async></script>${text}`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    const requests: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    await page.goto(address);
    await page.locator(".launcher").waitFor();
    await page.waitForTimeout(SETTLE_MS);
    const layoutShift = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          new PerformanceObserver((list) => resolve(list.getEntries().reduce((sum, entry) => sum + (entry as PerformanceEntry & { value: number }).value, 0))).observe({ type: "layout-shift", buffered: true });
          // No entry at all: nothing has moved.
          setTimeout(() => resolve(0), 300);
        }),
    );
    const elementsAdded = await page.evaluate(() => document.querySelectorAll("policy-assistant").length);
    return { layoutShift, requests: requests.filter((url) => url !== address && !url.endsWith("favicon.ico")).length, elementsAdded };
  } finally {
    await browser.close();
    server.close();
  }
}

await main();
