import { existsSync } from "node:fs";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import type { BrowserContextOptions, Page } from "playwright-core";
import type { Role } from "../../server/schemas/staff.js";
import { afterAll, afterEach, beforeAll } from "vitest";
import { bootApp, WEB_DIR, type BootOptions } from "./app.js";
import { passwordOf, writeStaffFile } from "./staff.js";
import { sharedTempFolder } from "./temp-folder.js";
import { Windows } from "./windows.js";

/** The accounts of every stage, by name. */
export const STAFF: Record<string, Role> = { 王查看: "reader", 李编辑: "editor", 赵管理: "admin" };

/** What is other than usual: accounts (none: no account at all), engine, corpus, sites. */
export type StageOptions = BootOptions & { roles?: Record<string, Role> };

/** The real server with staff accounts, and a browser: what the workbench's tests play on. */
export class WorkbenchStage {
  /** What the server's clock is ahead of the machine's, in milliseconds. */
  ahead = 0;

  private constructor(
    readonly app: FastifyInstance,
    readonly address: string,
    private readonly windows: Windows,
  ) {}

  /** @param folder for the account file */
  static async set(folder: string, { roles = STAFF, ...boot }: StageOptions = {}): Promise<WorkbenchStage> {
    if (!existsSync(join(WEB_DIR, "workbench.html"))) throw new Error("expected dist/web/workbench.html, got none: run node web/build.mjs");
    const staffFile = await writeStaffFile(folder, roles);
    let stage: WorkbenchStage | null = null;
    const { app } = await bootApp({ ...boot, staffFile, now: () => Date.now() + (stage?.ahead ?? 0) });
    stage = new WorkbenchStage(app, await app.listen({ host: "127.0.0.1", port: 0 }), await Windows.launch({ reducedMotion: "reduce" }));
    return stage;
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
    await this.app.close();
  }

  /** A new browser window that knows of no session. */
  window(options: BrowserContextOptions = {}): Promise<Page> {
    return this.windows.open(options);
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

  closeWindows(): Promise<void> {
    return this.windows.closeAll();
  }
}

/**
 * A stage for the tests of a file, told to `use` before the first one; windows are closed after each test.
 *
 * @param options asked when the stage is set: an engine takes time to make
 */
export function setWorkbenchStage(use: (stage: WorkbenchStage) => void, options: () => StageOptions | Promise<StageOptions> = () => ({})): void {
  const folder = sharedTempFolder();
  let stage: WorkbenchStage | undefined;
  beforeAll(async () => {
    stage = await WorkbenchStage.set(folder, await options());
    use(stage);
  });
  afterEach(() => stage?.closeWindows());
  afterAll(() => stage?.strike());
}
