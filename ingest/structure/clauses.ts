import type { Block } from "./blocks.js";
import { isSpace, skipSpace, type Marker } from "./markers.js";
import { arabicDigit, endOfNumeral, numeralBetween } from "./numerals.js";

/**
 * Decimal numbers are clauses only where they count on: 5.1 after 5 or at the beginning, 5.2 or 5.1.1 after 5.1. What is out of
 * turn is a figure (12.5 公里). A bare 「5 分级」 before 5.1 is the clause above it.
 */
export function confirmClauses(text: string, blocks: Block[]): void {
  if (!blocks.some(({ marker }) => marker?.family === "clause")) return;
  let last: number[] = [];
  blocks.forEach((block, i) => {
    if (block.marker === null) block.marker = clauseAbove(text, block, blocks[i + 1], last[0] ?? 0);
    if (block.marker?.family !== "clause") return;
    const numbers = numbersOf(block.marker);
    if (countsOn(numbers, last)) last = numbers;
    else block.marker = null;
  });
}

function numbersOf({ ordinal, outer = [] }: Marker): number[] {
  return [...outer, ordinal];
}

/** The next at the same level, the next at a level above, or the first at the next level; anything may begin with 1. */
function countsOn(numbers: readonly number[], last: readonly number[]): boolean {
  const final = numbers[numbers.length - 1]!;
  if (last.length === 0) return numbers.length === 1 || final === 1;
  if (numbers.length === 1) return final === last[0]! + 1;
  const prefix = numbers.slice(0, -1);
  if (!prefix.every((number, i) => number === last[i])) return final === 1 && (numbers.length === 2 || numbers.length > last.length);
  return numbers.length > last.length ? numbers.length === last.length + 1 && final === 1 : final === last[numbers.length - 1]! + 1;
}

const LONGEST_HEADING = 30;

/** 「5 分级」 where the next line is 5.1, or a short line where 5 is next. */
function clauseAbove(text: string, { start, end }: Block, next: Block | undefined, lastAbove: number): Marker | null {
  const numeralEnd = endOfNumeral(text, start);
  const ordinal = arabicDigit(text[start]!) < 0 ? null : numeralBetween(text, start, numeralEnd);
  if (ordinal === null || !isSpace(text[numeralEnd])) return null;
  const below = next?.marker;
  const holdsNext = below?.family === "clause" && below.ordinal === 1 && below.outer?.length === 1 && below.outer[0] === ordinal;
  const isNext = ordinal === lastAbove + 1 && end - start <= LONGEST_HEADING && !/[，。；：]/.test(text.slice(start, end));
  return holdsNext || isNext ? { family: "clause", ordinal, insertion: null, end: skipSpace(text, numeralEnd), outer: [] } : null;
}
