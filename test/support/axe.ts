import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds serious or critical below a selector, a line each with the elements. */
export async function violations(page: Page, within = "html"): Promise<string[]> {
  // What was chosen last, such as a theme, is on the page in a task after the next frame: changed in between, colours would be mixed up.
  await page.evaluate("new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))");
  await page.evaluate(AXE);
  const { violations: found } = await page.evaluate<AxeResults>(`axe.run(${JSON.stringify(within)})`);
  return found.filter(({ impact }) => impact === "serious" || impact === "critical").map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ; ")}`);
}
