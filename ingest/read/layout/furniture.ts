import type { Region } from "./columns.js";
import type { PrintedLine } from "./page-text.js";

/** Regions of a page with its height. */
export interface PageRegions {
  height: number;
  regions: Region[];
}

/** Share of the page's height, at top and bottom, where running lines stand. */
const MARGIN = 0.13;
/** A line that so many of the pages repeat is a running one. */
const REPEATED = 0.4;
const PAGE_NUMBER = /^[-–—―─·•\s]*(第?\s*[\d０-９]{1,4}\s*页?)(\s*[/／,，共]*\s*共?\s*[\d０-９]{1,4}\s*页?)?[-–—―─·•\s]*$/;
const ROMAN_NUMBER = /^[-–—\s]*[ivxIVX]{1,6}[-–—\s]*$/;

/** Takes running headers, footers and page numbers out of the pages. @returns what they said, each once */
export function removeFurniture(pages: readonly PageRegions[]): string[] {
  const repeats = countRepeats(pages);
  const least = Math.max(2, Math.ceil(REPEATED * pages.length));
  const removed = new Set<string>();
  for (const { height, regions } of pages) {
    for (const region of regions) {
      region.lines = region.lines.filter((line) => {
        const furniture = isMarginal(line, height) && (isPageNumber(line.text) || (repeats.get(keyOf(line.text)) ?? 0) >= least);
        if (furniture) removed.add(isPageNumber(line.text) ? "页码" : line.text);
        return !furniture;
      });
    }
  }
  return [...removed];
}

function countRepeats(pages: readonly PageRegions[]): Map<string, number> {
  const repeats = new Map<string, number>();
  for (const { height, regions } of pages) {
    const keys = new Set(regions.flatMap(({ lines }) => lines.filter((line) => isMarginal(line, height)).map(({ text }) => keyOf(text))));
    for (const key of keys) repeats.set(key, (repeats.get(key) ?? 0) + 1);
  }
  return repeats;
}

function isMarginal({ y }: PrintedLine, height: number): boolean {
  return y < MARGIN * height || y > (1 - MARGIN) * height;
}

function isPageNumber(text: string): boolean {
  return PAGE_NUMBER.test(text) || ROMAN_NUMBER.test(text);
}

/** Running lines differ by their page number only. */
function keyOf(text: string): string {
  return text.replace(/\s+/g, "").replace(/[\d０-９]+/g, "#");
}
