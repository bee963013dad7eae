/** Breaks paragraphs into printed lines of so many characters, each paragraph's first line set in by two: where each begins and stands. */
export function setLines(paragraphs: readonly string[], columns: number): { text: string; indent: number }[] {
  return paragraphs.flatMap((paragraph) => {
    const lines = [{ text: paragraph.slice(0, columns - 2), indent: 2 }];
    for (let at = columns - 2; at < paragraph.length; at += columns) lines.push({ text: paragraph.slice(at, at + columns), indent: 0 });
    return lines;
  });
}
