import { existsSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import type { BrowserContextOptions, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll } from "vitest";
import { Channels } from "../../server/channels/channels.js";
import { bootApp, WEB_DIR } from "./app.js";
import { CuttingProxy } from "./cutting-proxy.js";
import { HostSite } from "./host-page.js";
import { sharedTempFolder } from "./temp-folder.js";
import { Windows } from "./windows.js";

export const GREETING = "您好，这里是省厅门户的政策助手。";

/** The real server behind a proxy, another site that embeds its widget, and a browser: what the widget's tests play on. */
export class WidgetStage {

  private constructor(
    readonly app: FastifyInstance,
    readonly proxy: CuttingProxy,
    readonly site: HostSite,
    private readonly windows: Windows,
  ) {}

  /** @param folder for the register of sites */
  static async set(folder: string): Promise<WidgetStage> {
    if (!existsSync(join(WEB_DIR, "widget.js"))) throw new Error("expected dist/web/widget.js, got none: run node web/build.mjs");
    const site = await HostSite.start();
    const file = join(folder, "channels.yaml");
    writeFileSync(file, `- id: portal\n  name: 门户\n  origins: [${site.origin}]\n  greeting: ${GREETING}\n  regions: [贵州, 江苏]\n`);
    const { app } = await bootApp({ channels: new Channels(file) });
    await app.listen({ host: "127.0.0.1", port: 0 });
    const proxy = await CuttingProxy.before((app.server.address() as AddressInfo).port);
    return new WidgetStage(app, proxy, site, await Windows.launch());
  }

  /** Everything that went wrong in the window that was opened last. */
  get faults(): string[] {
    return this.windows.faults;
  }

  set faults(faults: string[]) {
    this.windows.faults = faults;
  }

  async strike(): Promise<void> {
    await this.windows.quit();
    this.site.stop();
    this.proxy.stop();
    await this.app.close();
  }

  /** The address of the assistant, as pages see it. */
  get host(): string {
    return this.proxy.address;
  }

  /** The policy that a page needs for the widget, and no more. */
  get policy(): string {
    return `${this.policyOfHttp} ${this.host.replace("http", "ws")}`;
  }

  /** The same without a word of WebSockets, which browsers then refuse. */
  get policyOfHttp(): string {
    return `default-src 'none'; script-src 'self' ${this.host}; connect-src ${this.host}`;
  }

  tag(attributes = ""): string {
    return `<script src="${this.host}/widget.js" data-channel="portal" ${attributes}></script>`;
  }

  /** A new browser window. */
  window(options: BrowserContextOptions = {}): Promise<Page> {
    return this.windows.open(options);
  }

  closeWindows(): Promise<void> {
    return this.windows.closeAll();
  }
}

/** Sets one stage for all tests of a file, and strikes it after the last; each test finds its windows closed. Call it at the top of the file. */
export function setStage(use: (stage: WidgetStage) => void): void {
  const folder = sharedTempFolder();
  let stage: WidgetStage | undefined;
  beforeAll(async () => {
    stage = await WidgetStage.set(folder);
    use(stage);
  });
  afterEach(() => stage?.closeWindows());
  afterAll(() => stage?.strike());
}

export const launcherOf = (page: Page): Locator => page.locator(".launcher");
export const answersOf = (page: Page): Locator => page.locator(".message--answer");

/** Types a question into the open widget and waits for the whole answer. */
export async function askWidget(page: Page, question: string): Promise<Locator> {
  const before = await answersOf(page).count();
  const input = page.getByRole("textbox", { name: "问题" });
  await input.fill(question);
  await input.press("Enter");
  const answer = answersOf(page).nth(before);
  await answer.and(page.locator('[aria-busy="false"]')).waitFor();
  return answer;
}
