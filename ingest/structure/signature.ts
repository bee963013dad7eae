import type { Block } from "./blocks.js";
import type { Furniture } from "./front-matter.js";
import { isDateLine, lineOf } from "./lines.js";

const SIGNER_LIMIT = 30;
const MOST_SIGNERS = 6;
/** What may stand under the date: seals, who gets copies, how public the text is. */
const IMPRINT = /^([（(](此件|院印|公章|盖章|印章|联系)|(抄送|抄报|分送|印发|主题词|信息公开)[:：选])/;

/** The signature at the end of `first..last`: who issues it and the date, each on a line of its own, and what is printed under them. */
export function readSignature(text: string, blocks: readonly Block[]): Furniture[] {
  const last = blocks.length - 1;
  let dated = last;
  while (dated > 0 && IMPRINT.test(lineOf(text, blocks[dated]!))) dated--;
  if (dated < 1 || !isDateLine(lineOf(text, blocks[dated]!))) return [];
  let first = dated;
  while (first > 0 && dated - first < MOST_SIGNERS && isSigner(text, blocks[first - 1]!)) first--;
  return Array.from({ length: last - first + 1 }, (_, i) => ({ kind: "signature" as const, first: first + i, last: first + i }));
}

function isSigner(text: string, block: Block): boolean {
  const line = lineOf(text, block);
  return block.marker === null && line.length <= SIGNER_LIMIT && !/[，。；：、]|\d{3}/.test(line);
}
