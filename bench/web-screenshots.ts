import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { buildApp } from "../server/app.js";
import { Channels } from "../server/channels/channels.js";
import { Engine } from "../server/chat/engine.js";
import { readConfig } from "../server/config.js";
import { Store } from "../server/store/store.js";
import { launchBrowser } from "../test/support/browser.js";
import { HostSite } from "../test/support/host-page.js";
import { askWidget, launcherOf } from "../test/support/widget-stage.js";

const SHOTS = join(import.meta.dirname, "../docs/screenshots");
const WIDTHS = [360, 768, 1440];
const PAGE = `<h1>某省工业和信息化厅</h1><p>演示页面：单位名称为虚构。</p>`;

interface View {
  name: string;
  attributes?: string;
  show: (page: Page) => Promise<void>;
}

const asked =
  (question: string) =>
  async (page: Page): Promise<void> => {
    await launcherOf(page).click();
    await askWidget(page, question);
  };

/** Every view of the widget. */
const VIEWS: readonly View[] = [
  { name: "closed", show: async (page) => launcherOf(page).waitFor() },
  { name: "greeting", show: async (page) => launcherOf(page).click() },
  { name: "answer", show: asked("管理办法第六条第（六）项") },
  { name: "comparison", show: asked("贵州和江苏的财政资金比例有什么不同") },
  { name: "refusal", show: asked("湖南省的集群怎么认定") },
  { name: "assessment", show: asked("我们想申报贵州的先进制造业集群，够条件吗？") },
  { name: "dark", attributes: 'data-theme="dark"', show: asked("贵州的集群多久复核一次") },
  { name: "elder", attributes: "data-elder", show: asked("贵州的集群多久复核一次") },
  {
    name: "provision",
    show: async (page) => {
      await asked("管理办法第六条第（六）项")(page);
      await page.locator(".mark").first().click();
      await page.locator(".provision--chosen").first().waitFor();
    },
  },
];

/** Takes docs/screenshots/widget-*.png over the ingested corpus. */
async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "policy-shots-"));
  const site = await HostSite.start();
  const file = join(folder, "channels.yaml");
  writeFileSync(file, `- id: portal\n  name: 门户\n  origins: [${site.origin}]\n`);
  const config = readConfig();
  const store = new Store(":memory:");
  const app = await buildApp({ engines: Engine.open(config), store, channels: new Channels(file), settings: config, corpusDir: config.corpusDir, staffFile: join(folder, "none.json"), webDir: config.webDir, trustProxy: "", logLevel: "error" });
  await app.listen({ host: "127.0.0.1", port: 0 });
  const host = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  const browser = await launchBrowser();
  mkdirSync(SHOTS, { recursive: true });
  for (const { name, attributes = "", show } of VIEWS) {
    const address = site.page(`/${name}`, { body: `${PAGE}<script src="${host}/widget.js" data-channel="portal" ${attributes}></script>` });
    for (const width of WIDTHS) {
      const page = await browser.newPage({ locale: "zh-CN", reducedMotion: "reduce", viewport: { width, height: width < 500 ? 740 : 800 } });
      await page.goto(address);
      await show(page);
      await page.screenshot({ path: join(SHOTS, `widget-${name}-${width}.png`) });
      await page.close();
    }
  }
  await browser.close();
  await app.close();
  store.close();
  site.stop();
  rmSync(folder, { recursive: true, force: true });
}

await main();
