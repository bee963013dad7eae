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
const MOSTLY = 0.9;
/** So many Chinese characters to a broken one are UTF-8; text in GB18030 has some by chance. */
const BROKEN_SHARE = 5;

/**
 * Bytes of a text file in the encodings that Chinese offices use, with or without BOM.
 * @throws Unreadable where they are no text of these
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (bytes.length > MOST_TEXT_BYTES) throw new Unreadable(`文本有 ${megabytes(bytes.length)} MB，超过 ${megabytes(MOST_TEXT_BYTES)} MB，不像一份政策文件；请拆成几份`);
  const wide = wideEncoding(bytes);
  if (wide) return checked({ text: decode(wide.toLowerCase(), bytes), encoding: wide });
  if (isUtf8(bytes)) return checked({ text: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("utf8"), encoding: "UTF-8" });
  refuseDamagedUtf8(bytes);
  return checked({ text: decode("gb18030", bytes), encoding: "GB18030" });
}

/** UTF-8 with a few broken bytes reads well as GB18030, and means nothing then. */
function refuseDamagedUtf8(bytes: Uint8Array): void {
  const text = new TextDecoder("utf-8").decode(bytes);
  const broken = text.match(/\ufffd/g)?.length ?? 0;
  const chinese = text.match(/[\u3000-\u303f\u4e00-\u9fff\uff00-\uff65]/g)?.length ?? 0;
  if (chinese <= BROKEN_SHARE * broken) return;
  const line = text.slice(0, text.indexOf("\ufffd")).split("\n").length;
  throw new Unreadable(`UTF-8 文本里有 ${broken} 处损坏的字节，第一处在第 ${line} 行；请重新下载或另存一份`);
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

/** UTF-16 by its BOM; without one, where most units of the beginning are Chinese or ASCII when read so. */
function wideEncoding(bytes: Uint8Array): "UTF-16LE" | "UTF-16BE" | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "UTF-16LE";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "UTF-16BE";
  const sample = bytes.subarray(0, SAMPLE);
  if (bytes.length % 2 !== 0 || !sample.includes(0)) return null;
  return (["UTF-16LE", "UTF-16BE"] as const).find((encoding) => usualShare(sample, encoding === "UTF-16LE" ? 0 : 1) >= MOSTLY) ?? null;
}

/** Share of units that are usual in Chinese text. @param low where the low byte of a unit stands */
function usualShare(bytes: Uint8Array, low: 0 | 1): number {
  const units = bytes.length >> 1;
  let usual = 0;
  for (let at = 0; at < units; at++) {
    const code = bytes[2 * at + low]! | (bytes[2 * at + 1 - low]! << 8);
    if (code === 0x0a || code === 0x0d || (code >= 0x20 && code < 0x7f) || (code >= 0x3000 && code < 0x3020) || (code >= 0x4e00 && code < 0xa000) || (code >= 0xff00 && code < 0xff66)) usual++;
  }
  return usual / units;
}

function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(0);
}
