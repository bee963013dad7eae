import { existsSync } from "node:fs";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import type { Role } from "../../server/schemas/staff.js";
import { bootApp, WEB_DIR, type BootOptions } from "./app.js";
import { launchBrowser } from "./browser.js";
import { passwordOf, writeStaffFile } from "./staff.js";

/** The accounts of every stage, by name. */
export const STAFF: Record<string, Role> = { 王查看: "reader", 李编辑: "editor", 赵管理: "admin" };

/** The real server with staff accounts, and a browser: what the workbench's tests play on. */
export class WorkbenchStage {
  /** Everything that went wrong in a page since it was opened: console errors, exceptions, refused requests. */
  faults: string[] = [];
  private contexts: BrowserContext[] = [];
  /** What the server's clock is ahead of the machine's, in milliseconds. */
  ahead = 0;

  private constructor(
    readonly app: FastifyInstance,
    readonly address: string,
    private readonly browser: Browser,
  ) {}

  /**
   * @param folder for the account file
   * @param options.roles other accounts than the usual ones; none: no account at all
   * @param options the rest: another engine than that of the real snapshot, another corpus, sites
   */
  static async set(folder: string, { roles = STAFF, ...boot }: BootOptions & { roles?: Record<string, Role> } = {}): Promise<WorkbenchStage> {
    if (!existsSync(join(WEB_DIR, "workbench.html"))) throw new Error("expected dist/web/workbench.html, got none: run node web/build.mjs");
    const staffFile = await writeStaffFile(folder, roles);
    let stage: WorkbenchStage | null = null;
    const { app } = await bootApp({ ...boot, staffFile, now: () => Date.now() + (stage?.ahead ?? 0) });
    stage = new WorkbenchStage(app, await app.listen({ host: "127.0.0.1", port: 0 }), await launchBrowser());
    return stage;
  }

  async strike(): Promise<void> {
    await this.browser.close();
    await this.app.close();
  }

  /** A new browser window that knows of no session. */
  async window(options: BrowserContextOptions = {}): Promise<Page> {
    this.faults = [];
    const context = await this.browser.newContext({ locale: "zh-CN", viewport: { width: 1280, height: 800 }, reducedMotion: "reduce", ...options });
    this.contexts.push(context);
    const page = await context.newPage();
    page.on("console", (message) => message.type() === "error" && this.faults.push(`console: ${message.text()}`));
    page.on("pageerror", (error) => this.faults.push(`exception: ${error.message}`));
    page.on("response", (response) => response.status() >= 400 && this.faults.push(`reply: ${response.status()} ${response.url()}`));
    return page;
  }

  /** A window that shows this place of the workbench to someone who is signed in; nothing has gone wrong in it yet. */
  async signedIn(path = "", { name = "王查看", ...options }: BrowserContextOptions & { name?: string } = {}): Promise<Page> {
    const page = await this.window(options);
    const reply = await page.request.post(`${this.address}/api/staff/session`, { data: { name, password: passwordOf(name) } });
    if (!reply.ok()) throw new Error(`sign-in of ${name}: expected 200, got ${reply.status()}`);
    await page.goto(`${this.address}/workbench${path}`);
    await page.locator(".wb-main").waitFor();
    return page;
  }

  async closeWindows(): Promise<void> {
    await Promise.all(this.contexts.map((context) => context.close()));
    this.contexts = [];
  }
}
