/**
 * Bundles the browser part into `dist/web`: scripts and styles to `assets/`, pages and `widget.js` (one file) beside it.
 * Scripts are lowered to Chrome 78, the oldest browser still met on office machines; quiet when all is well.
 */
import { cp, mkdir, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { stylesAsText, TARGET } from "./compile-styles.mjs";

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const out = at("../dist/web");

const BUNDLES = [
  { in: at("demo/demo.ts"), out: "demo" },
  { in: at("demo/demo.css"), out: "demo" },
  { in: at("reader/reader.ts"), out: "reader" },
  { in: at("reader/reader.css"), out: "reader" },
  { in: at("workbench/main.tsx"), out: "workbench" },
  { in: at("workbench/workbench.css"), out: "workbench" },
];

const COPIES = [
  ["demo/index.html", "index.html"],
  ["reader/document.html", "document.html"],
  ["workbench/workbench.html", "workbench.html"],
  ["favicon.svg", "assets/favicon.svg"],
];

await rm(out, { recursive: true, force: true });
await mkdir(`${out}/assets`, { recursive: true });
const common = { bundle: true, minify: true, format: "iife", jsx: "automatic", jsxImportSource: "preact", target: TARGET, charset: "utf8", logLevel: "warning" };
await build({ ...common, entryPoints: BUNDLES, outdir: `${out}/assets` });
await build({ ...common, entryPoints: [at("widget/widget.ts")], outfile: `${out}/widget.js`, plugins: [stylesAsText] });
await Promise.all(COPIES.map(([from, to]) => cp(at(from), `${out}/${to}`)));
