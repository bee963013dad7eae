/** Share of a text's pairs of neighbouring characters that stand in another text (0 to 1). @param words two characters at least */
export function shareOfPairs(words: string, text: string): number {
  const pairs = Array.from({ length: words.length - 1 }, (_, i) => words.slice(i, i + 2));
  return pairs.filter((pair) => text.includes(pair)).length / pairs.length;
}
