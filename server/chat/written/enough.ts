import { findQuantities } from "../../../ingest/index.js";
import type { Understanding, WantedValue } from "../../understanding/understanding.js";
import type { Chosen } from "../chosen.js";
import type { Segment } from "./segments.js";

const FIGURES: readonly WantedValue[] = ["money", "percent", "date", "duration", "count"];

/**
 * Why the sentences that hold do not make an answer, in Chinese; null where they do: more hold than were withdrawn, they rest
 * on what the evidence chosen for the question says, in every region or document asked about, and a figure asked for is there.
 */
export function shortOf(kept: readonly Segment[][], withdrawn: number, chosen: Chosen, { wants }: Understanding): string | null {
  if (kept.length === 0) return "没有一句能与原文核对";
  if (withdrawn > kept.length) return "多数句子不能与原文核对";
  const cited = new Set(kept.flat().flatMap(({ spans }) => spans.map(({ provision }) => provision)));
  const untold = chosen.scopes.find((scope) => {
    const provisions = chosen.blocks.filter((block) => block.scope === scope).flatMap((block) => block.provisions.flat());
    return provisions.length > 0 && !provisions.some(({ provision }) => cited.has(provision));
  });
  if (untold !== undefined) return "没有说到最相关的条款";
  const asksFigure = wants.some((want) => FIGURES.includes(want));
  const quoted = chosen.blocks.flatMap((block) => block.provisions.flat().map(({ document, start, end }) => document.text.slice(start, end)));
  if (asksFigure && holdsFigure(quoted) && !holdsFigure(kept.flat().map(({ text }) => text))) return "没有说出所问的数值";
  return null;
}

function holdsFigure(texts: readonly string[]): boolean {
  return texts.some((text) => findQuantities(text).some(({ kind }) => kind !== "plain"));
}
