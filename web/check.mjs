/**
 * `npm run web:check`, part of `verify`: what the build made runs in Chrome 78. Scripts by es-check (syntax and built-ins), style sheets by
 * `check-styles.mjs`. Quiet when all is well; exit code 1 with the faults.
 */
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { faultsOf } from "./check-styles.mjs";
import { compileStyles } from "./compile-styles.mjs";

const web = fileURLToPath(new URL(".", import.meta.url));
const out = fileURLToPath(new URL("../dist/web", import.meta.url));
const SHEETS = ["demo/demo.css", "reader/reader.css", "widget/widget.css", "workbench/workbench.css"];
/** ES2020 by name, and known to Chrome since 73. */
const KNOWN = "StringMatchAll";

const scripts = ["widget.js", ...readdirSync(join(out, "assets")).filter((name) => name.endsWith(".js")).map((name) => join("assets", name))].map((name) => join(out, name));
const esCheck = join(dirname(createRequire(import.meta.url).resolve("es-check")), "cli/index.js");
const { status, stdout, stderr } = spawnSync(process.execPath, [esCheck, "es2019", ...scripts, "--checkFeatures", "--ignore", KNOWN], { encoding: "utf8" });
if (status !== 0) console.error(`es-check:\n${stdout}${stderr}`);

let faults = 0;
for (const sheet of SHEETS) {
  for (const fault of faultsOf(await compileStyles(join(web, sheet)))) {
    console.error(`${sheet}: ${fault}`);
    faults++;
  }
}
process.exitCode = status === 0 && faults === 0 ? 0 : 1;
