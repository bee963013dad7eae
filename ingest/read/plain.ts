import { decodeText } from "./decode-text.js";
import type { Format } from "./formats.js";
import { readMarkdown } from "./markdown.js";
import { normaliseText } from "./normalise.js";
import { type ReadingNote, type SourceText } from "./source-text.js";
import { Unreadable } from "./unreadable.js";

/** A text file as it was published: only its encoding is told. @throws Unreadable */
export function readPlain(bytes: Uint8Array, format: Format): SourceText {
  const { text: decoded, encoding } = decodeText(bytes);
  const { text, notes } = format === "md" ? readMarkdown(decoded) : { text: normaliseText(decoded), notes: [] };
  refuseWhatIsNoText(text);
  const told: ReadingNote[] = encoding === "UTF-8" ? [] : [{ kind: "encoding", text: `按 ${encoding} 编码读取` }];
  return { text, notes: [...told, ...notes] };
}

/** Normalising replaces control characters; where there are many, the file never was a text. */
function refuseWhatIsNoText(text: string): void {
  if (text.trim() === "") throw new Unreadable("文件里没有文字");
  let replaced = 0;
  for (let at = text.indexOf("\ufffd"); at >= 0; at = text.indexOf("\ufffd", at + 1)) replaced++;
  if (replaced > Math.max(3, text.length / 100)) throw new Unreadable("不是文本：里面有大量控制字符，可能是改了扩展名的程序或数据文件，或文件已损坏");
}
