import type { Rule } from "../layout/page-text.js";
import { pdfjs, type PDFPageProxy } from "./open-pdf.js";

type Matrix = readonly number[];

/** What a page draws beside text. */
export interface Drawn {
  /** Ruled lines, in the units of the viewport. */
  rules: Rule[];
  images: number;
}

/** More than the rules of any table; a drawing. */
const MOST_RULES = 20_000;
/** A filled box thinner than this is a drawn line, in units of the page. */
const THIN = 3;
const [MOVE, LINE, CURVE, QUADRATIC] = [0, 1, 2, 3];

/** Reads the level and upright lines that a page draws, and counts its images. */
export async function readDrawn(page: PDFPageProxy, viewport: Matrix): Promise<Drawn> {
  const { OPS, Util } = pdfjs;
  const { fnArray, argsArray } = await page.getOperatorList();
  const images = new Set<number>([OPS.paintImageXObject, OPS.paintInlineImageXObject, OPS.paintImageMaskXObject, OPS.paintImageXObjectRepeat]);
  const drawn: Drawn = { rules: [], images: 0 };
  const saved: Matrix[] = [];
  let matrix: Matrix = viewport;
  for (let i = 0; i < fnArray.length && drawn.rules.length < MOST_RULES; i++) {
    const [op, args] = [fnArray[i]!, argsArray[i] as unknown];
    if (op === OPS.save) saved.push(matrix);
    else if (op === OPS.restore) matrix = saved.pop() ?? viewport;
    else if (op === OPS.transform) matrix = Util.transform([...matrix], args) as number[];
    else if (op === OPS.paintFormXObjectBegin) {
      saved.push(matrix);
      const inner = (args as [number[] | null])[0];
      if (inner) matrix = Util.transform([...matrix], inner) as number[];
    } else if (op === OPS.paintFormXObjectEnd) matrix = saved.pop() ?? viewport;
    else if (op === OPS.constructPath) drawn.rules.push(...rulesOfPath(args, matrix, new Set([OPS.endPath, OPS.clip, OPS.eoClip])));
    else if (images.has(op)) drawn.images++;
  }
  return drawn;
}

/** A path that is painted: its straight sides, and a thin box as one line. */
function rulesOfPath(args: unknown, matrix: Matrix, unpainted: ReadonlySet<number>): Rule[] {
  const [paint, [data]] = args as [number, [ArrayLike<number> | null]];
  if (!data || unpainted.has(paint)) return [];
  const sides: Rule[] = [];
  let from: [number, number] | null = null;
  for (let at = 0; at < data.length; ) {
    const op = data[at]!;
    const points = op === MOVE || op === LINE ? 1 : op === CURVE ? 3 : op === QUADRATIC ? 2 : 0;
    const to = points > 0 ? apply(matrix, data[at + 2 * points - 1]!, data[at + 2 * points]!) : null;
    if (op === LINE && from && to) sides.push({ x1: from[0], y1: from[1], x2: to[0], y2: to[1] });
    if (to) from = to;
    at += 1 + 2 * points;
  }
  return thinBox(sides) ?? sides.filter(isStraight);
}

function apply(m: Matrix, x: number, y: number): [number, number] {
  return [m[0]! * x + m[2]! * y + m[4]!, m[1]! * x + m[3]! * y + m[5]!];
}

function isStraight({ x1, y1, x2, y2 }: Rule): boolean {
  return Math.abs(x1 - x2) < 1 || Math.abs(y1 - y2) < 1;
}

function thinBox(sides: readonly Rule[]): Rule[] | null {
  if (sides.length < 2 || sides.length > 5) return null;
  const xs = sides.flatMap(({ x1, x2 }) => [x1, x2]);
  const ys = sides.flatMap(({ y1, y2 }) => [y1, y2]);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  if (right - left > THIN && bottom - top > THIN) return null;
  if (right - left > bottom - top) return [{ x1: left, y1: (top + bottom) / 2, x2: right, y2: (top + bottom) / 2 }];
  return [{ x1: (left + right) / 2, y1: top, x2: (left + right) / 2, y2: bottom }];
}
