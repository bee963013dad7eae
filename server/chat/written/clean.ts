/** Characters that are not seen: zero-width and direction marks, tags, variation selectors, controls but the line feed. */
const UNSEEN = /[\p{Cf}\p{Cs}\p{Co}\u{fe00}-\u{fe0f}\u{e0100}-\u{e01ef}\u{115f}\u{1160}\u{3164}\u{ffa0}]|(?!\n)\p{Cc}/gu;

/** A model's text without what a reader would not see. */
export function withoutUnseen(text: string): string {
  return text.replace(UNSEEN, "");
}
