import { pinyin } from "pinyin-pro";

/** How a Chinese text sounds, without tones, a syllable a character: 申报 -> "shen bao". */
export function soundOf(text: string): string {
  return pinyin(text, { toneType: "none", v: true });
}
