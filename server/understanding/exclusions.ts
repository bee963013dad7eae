import type { PlaceMention } from "./understanding.js";

/** What rules the place behind it out: 除了贵州, 不要江苏的, 不是山东. 是不是贵州的 asks, and rules nothing out. */
const RULED_OUT = /(除了?|除开|除去|排除|不要|不看|不问|不算|不含|不包括|别看|别给我?|(?<!是)不是)(再?给我?|看|问|讲|说|指)?$/;
const ALSO = /^(、|和|与|及|跟|或)$/;

/** The places of a question in two: those it asks about, and those it rules out. @param places in the order in which they stand */
export function partPlaces(question: string, places: readonly PlaceMention[]): { asked: PlaceMention[]; excluded: PlaceMention[] } {
  const asked: PlaceMention[] = [];
  const excluded: PlaceMention[] = [];
  let at = 0;
  let previousEnd = -1;
  for (const place of places) {
    const start = question.indexOf(place.name, at);
    const goesOn = previousEnd >= 0 && ALSO.test(question.slice(previousEnd, start));
    const isOut = RULED_OUT.test(question.slice(0, start)) || goesOn;
    (isOut ? excluded : asked).push(place);
    at = start + place.name.length;
    previousEnd = isOut ? at : -1;
  }
  // 不是贵州的吗 doubts what was said of it; there is no other place that is meant instead.
  if (asked.length === 0 && /吗$/.test(question) && /不是/.test(question)) return { asked: excluded, excluded: [] };
  return { asked, excluded };
}

/** 不是管理办法，是指导意见: the question without the clause that says what is not meant. */
export function affirmed(question: string): string {
  const rest = /^(?:不是|不要|不对|错了|我不是(?:问|说|要))[^,，。;；]{0,20}[,，。;；](.+)$/.exec(question)?.[1];
  return rest ?? question;
}
