import type { WrittenClaim } from "./check.js";

/** What our own answers are written in; any other character must stand in the source. */
const PLAIN = /[\p{Script=Han}0-9A-Za-z０-９\s，。、；：？！“”‘’（）()《》〈〉〔〕【】「」『』—…·%％.,:;+\-~～/]/u;
const LINK = /https?|www\.|:\/\/|\]\(|!\[|<\/?[a-z]|[\w-]+\.(com|cn|net|org|gov|io|top|xyz|cc|info)\b|@|二维码|微信|扫码|点击/i;
/** Words of another script: names, abbreviations, addresses. */
const LATIN = /[A-Za-z][A-Za-z0-9+\-.]*/g;

/** No link or image, no character and no foreign word that the cited text does not have. */
export function charactersCheck({ text, source, names }: WrittenClaim): string | null {
  const known = `${source}\n${names}`;
  const link = LINK.exec(text);
  if (link && !known.includes(link[0])) return "有链接或引导";
  const strange = [...text].find((ch) => !PLAIN.test(ch) && !known.includes(ch));
  if (strange !== undefined) return "有原文没有的字符";
  const foreign = (text.match(LATIN) ?? []).find((word) => !known.includes(word));
  return foreign === undefined ? null : `“${foreign}”不在原文中`;
}
