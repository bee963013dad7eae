import { endOfNumeral, isNumeralCode } from "./numerals.js";

/** What makes the number before it one that is spoken of, whatever follows: 第六条规定的, 第七节相应改为, 第六条，. */
const SAYS_OF = [
  "的", "规定", "所称", "所列", "所指", "所述", "所规定", "所涉", "中的", "中关于", "中规定", "关于", "相应改为", "改为", "修改为", "删去", "删除",
  "增加", "第", "，", ",", "。", "；", ";", "》", "〉", "」",
];
/** What joins it to another number: 第三条至第五条, 第三条、第五条, 第三条和本办法第五条. */
const JOINS = ["、", "和", "至", "及", "或", "或者", "以及", "与", "到", "—", "-"];
const JOINED = "第本前《（(";

/** Whether the text at `at`, just after a number and its unit, shows that the number is spoken of, not opened. */
export function speaksOfProvision(text: string, at: number): boolean {
  // A space parts a number from its text; but no article begins with 第一款.
  let next = at;
  while (text[next] === " " || text[next] === "\u3000") next++;
  if (next > at) return text[next] === "第" && "款项".includes(text[endOfNumeral(text, next + 1)] ?? " ");
  if (SAYS_OF.some((words) => text.startsWith(words, at))) return true;
  return JOINS.some((word) => text.startsWith(word, at) && continuesTo(text, at + word.length));
}

function continuesTo(text: string, at: number): boolean {
  const ch = text[at];
  return ch !== undefined && (JOINED.includes(ch) || isNumeralCode(text.charCodeAt(at)));
}
