import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium, type Browser } from "playwright-core";

/** As in ensure-browser.mjs, which `npm test` runs first. */
const BROWSERS = ["chromium", "chromium-browser", "google-chrome"];
const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts the machine's own Chromium, headless. @throws Error that says what is missing */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: browserPath(), args: ARGUMENTS });
}

function browserPath(): string {
  const inPath = BROWSERS.flatMap((name) => (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, name)));
  const found = [process.env.CHROMIUM_PATH ?? "", ...inPath].find(isExecutable);
  if (found === undefined) throw new Error(`expected one of ${BROWSERS.join(", ")} in PATH, got none: run node test/support/ensure-browser.mjs`);
  return found;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
