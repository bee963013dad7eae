import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { launchBrowser } from "./browser.js";
import { PATIENCE_MS } from "./patience.js";

/** A browser and its windows, as the stages of the web tests open them. */
export class Windows {
  /** Everything that went wrong in a page since it was opened: console errors, exceptions, refused requests, policy violations. */
  faults: string[] = [];
  private contexts: BrowserContext[] = [];

  private constructor(
    private readonly browser: Browser,
    private readonly usual: BrowserContextOptions,
  ) {}

  /** @param usual what every window is opened with, unless it is asked for otherwise */
  static async launch(usual: BrowserContextOptions = {}): Promise<Windows> {
    return new Windows(await launchBrowser(), { locale: "zh-CN", viewport: { width: 1280, height: 800 }, ...usual });
  }

  /** A new window that knows nothing of the others. */
  async open(options: BrowserContextOptions = {}): Promise<Page> {
    this.faults = [];
    const context = await this.browser.newContext({ ...this.usual, ...options });
    context.setDefaultTimeout(PATIENCE_MS);
    this.contexts.push(context);
    const page = await context.newPage();
    page.on("console", (message) => message.type() === "error" && this.faults.push(`console: ${message.text()}`));
    page.on("pageerror", (error) => this.faults.push(`exception: ${error.message}`));
    page.on("response", (response) => response.status() >= 400 && this.faults.push(`reply: ${response.status()} ${response.url()}`));
    return page;
  }

  async closeAll(): Promise<void> {
    await Promise.all(this.contexts.map((context) => context.close()));
    this.contexts = [];
  }

  async quit(): Promise<void> {
    await this.browser.close();
  }
}
