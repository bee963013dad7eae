import { pinyin } from "pinyin-pro";

/** How a Chinese text sounds, without tones, a syllable a character: 申报 -> "shen bao". */
export function soundOf(text: string): string {
  return pinyin(text, { toneType: "none", v: true });
}

/** The first letters of its syllables: 管理办法 -> "glbf". What is no Chinese is left out. */
export function initialsOf(text: string): string {
  return pinyin(text, { pattern: "first", toneType: "none", nonZh: "removed", type: "array" }).join("").toLowerCase();
}
