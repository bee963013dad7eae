import { isUtf8 } from "node:buffer";
import { Unreadable } from "./unreadable.js";

export interface DecodedText {
  text: string;
  encoding: "UTF-8" | "UTF-16LE" | "UTF-16BE" | "GB18030";
}

/** More than any document; a text of this size takes some seconds to structure. */
export const MOST_TEXT_BYTES = 32 * 1024 * 1024;
const MOST_TEXT_CHARACTERS = MOST_TEXT_BYTES / 2;
/** How much is looked at to tell UTF-16 without a BOM. */
const SAMPLE = 4096;

/**
 * Bytes of a text file in the encodings that Chinese offices use, with or without BOM.
 * @throws Unreadable where they are no text of these
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (bytes.length > MOST_TEXT_BYTES) throw new Unreadable(`文本有 ${megabytes(bytes.length)} MB，超过 ${megabytes(MOST_TEXT_BYTES)} MB，不像一份政策文件；请拆成几份`);
  const wide = wideEncoding(bytes);
  if (wide) return checked({ text: decode(wide.toLowerCase(), bytes), encoding: wide });
  if (isUtf8(bytes)) return checked({ text: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("utf8"), encoding: "UTF-8" });
  return checked({ text: decode("gb18030", bytes), encoding: "GB18030" });
}

function decode(encoding: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new Unreadable("不是文本：按 UTF-8、UTF-16 和 GB18030 都读不通，文件可能已损坏", { cause });
  }
}

function checked(decoded: DecodedText): DecodedText {
  const { length } = decoded.text;
  if (length > MOST_TEXT_CHARACTERS) throw new Unreadable(`文本有 ${length} 个字，不像一份政策文件；请拆成几份`);
  return decoded;
}

/** UTF-16 by its BOM; without one, by line ends and ASCII, whose high bytes are zero. */
function wideEncoding(bytes: Uint8Array): "UTF-16LE" | "UTF-16BE" | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "UTF-16LE";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "UTF-16BE";
  if (bytes.length % 2 !== 0 || !bytes.subarray(0, SAMPLE).includes(0)) return null;
  const zeros = [0, 0];
  const length = Math.min(bytes.length, SAMPLE);
  for (let at = 0; at < length; at++) if (bytes[at] === 0) zeros[at % 2]!++;
  if (zeros[1]! > 0 && zeros[0] === 0) return "UTF-16LE";
  if (zeros[0]! > 0 && zeros[1] === 0) return "UTF-16BE";
  return null;
}

function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(0);
}
