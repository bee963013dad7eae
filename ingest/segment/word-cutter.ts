/** Cuts text into words. Every word is one of the dictionary's or a single character: there is an end to their number. */
export interface WordCutter {
  /** The words of a text in reading order, each piece of it in one word only. */
  plain(text: string): string[];
  /** A word and the dictionary's words inside it, the word itself last (制造业 -> 制造, 制造业). */
  inside(word: string): string[];
}
