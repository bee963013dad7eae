import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { buildApp } from "../server/app.js";
import { Channels } from "../server/channels/channels.js";
import { Engine } from "../server/chat/engine.js";
import { readConfig } from "../server/config.js";
import { Store } from "../server/store/store.js";
import { launchBrowser } from "../test/support/browser.js";
import { HostSite } from "../test/support/host-page.js";
import { writeStaffFile } from "../test/support/staff.js";
import { intakeViews } from "./screenshots/intake-views.js";
import { openSampleApp } from "./screenshots/sample-app.js";
import { smallPng } from "./screenshots/small-png.js";
import type { View } from "./screenshots/view.js";
import { widgetViews } from "./screenshots/widget-views.js";
import { ACCOUNT, workbenchViews } from "./screenshots/workbench-views.js";

const SHOTS = join(import.meta.dirname, "../docs/screenshots");
const WIDTHS = [360, 768, 1440];
/** Windows below this width are phones, which are higher than wide. */
const PHONE = 500;

/** Takes docs/screenshots over the ingested corpus. An argument takes only the views whose names begin with it. */
async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "policy-shots-"));
  const site = await HostSite.start();
  const file = join(folder, "channels.yaml");
  writeFileSync(file, `- id: portal\n  name: 门户\n  origins: [${site.origin}]\n`);
  const staffFile = await writeStaffFile(folder, { [ACCOUNT]: "editor" });
  const config = readConfig();
  const store = new Store(":memory:");
  const app = await buildApp({ engines: Engine.open(config), store, channels: new Channels(file), settings: config, corpusDir: config.corpusDir, staffFile, webDir: config.webDir, trustProxy: "", logLevel: "error" });
  await app.listen({ host: "127.0.0.1", port: 0 });
  const host = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  const browser = await launchBrowser();
  mkdirSync(SHOTS, { recursive: true });
  const { app: sample } = await openSampleApp(folder, config.corpusDir, staffFile);
  const sampleHost = await sample.listen({ host: "127.0.0.1", port: 0 });
  const views = [demoView(host), ...widgetViews(site, host), ...workbenchViews(host), ...intakeViews(sampleHost)];
  for (const view of views.filter(({ name }) => name.startsWith(process.argv[2] ?? ""))) await take(browser, view);
  await browser.close();
  await Promise.all([app.close(), sample.close()]);
  store.close();
  site.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** The first thing that the README shows. */
function demoView(host: string): View {
  return {
    name: "demo",
    widths: [1440],
    show: async (page) => {
      await page.goto(host);
      await page.getByRole("textbox", { name: "问题" }).fill("贵州的集群多久复核一次");
      await page.keyboard.press("Enter");
      await page.locator('.message--answer[aria-busy="false"]').waitFor();
    },
  };
}

async function take(browser: Browser, { name, widths = WIDTHS, show }: View): Promise<void> {
  for (const width of widths) {
    const page = await browser.newPage({ locale: "zh-CN", reducedMotion: "reduce", viewport: { width, height: width < PHONE ? 740 : 800 } });
    await show(page);
    writeFileSync(join(SHOTS, `${name}-${width}.png`), smallPng(await page.screenshot()));
    await page.close();
  }
}

await main();
