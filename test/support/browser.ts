import { chromium, type Browser } from "playwright-core";
import { findProgram, isExecutable } from "../../ingest/read/sources/outside-program.js";

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
  const { CHROMIUM_PATH } = process.env;
  const found = CHROMIUM_PATH !== undefined && isExecutable(CHROMIUM_PATH) ? CHROMIUM_PATH : findProgram(...BROWSERS);
  if (found === null) throw new Error(`expected one of ${BROWSERS.join(", ")} in PATH, got none: run node test/support/ensure-browser.mjs`);
  return found;
}
