// Run by `npm test` before the tests: they drive a real browser and read Chinese in it. Where both are there, this says
// nothing; where one is missing it installs them if it may, and else says in one line what to run.
import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

const BROWSERS = ["chromium", "chromium-browser", "google-chrome"];
const PACKAGES = ["chromium", "fonts-noto-cjk", "fontconfig"];

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function inPath(program) {
  return (process.env.PATH ?? "").split(delimiter).some((folder) => folder !== "" && isExecutable(join(folder, program)));
}

function hasBrowser() {
  const { CHROMIUM_PATH } = process.env;
  return (CHROMIUM_PATH !== undefined && isExecutable(CHROMIUM_PATH)) || BROWSERS.some(inPath);
}

function hasChineseFont() {
  return (spawnSync("fc-list", [":lang=zh"], { encoding: "utf8" }).stdout ?? "").trim() !== "";
}

function install() {
  const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  // An update that fails for one mirror need not keep the packages from being found: what counts is what is there after.
  for (const args of [["update"], ["install", "-y", "--no-install-recommends", ...PACKAGES]]) {
    spawnSync("apt-get", ["-qq", ...args], { env: environment, stdio: "ignore" });
  }
}

const isReady = () => hasBrowser() && hasChineseFont();

if (!isReady() && process.getuid?.() === 0 && inPath("apt-get")) install();
if (!isReady()) {
  console.error(
    `测试需要 Chromium 和中文字体，请先运行：sudo apt-get update && sudo apt-get install -y --no-install-recommends ${PACKAGES.join(" ")}（浏览器装在别处时，用环境变量 CHROMIUM_PATH 指明）`,
  );
  process.exit(1);
}
