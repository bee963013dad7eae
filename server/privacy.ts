/** Characters that people put between the digits of a number: blanks, dashes, dots, slashes, invisible ones. */
const GAP = "[\\s\\-‐-―－_.．·・/／,，\\u00ad\\u200b-\\u200f\\u2060\\ufeff]{1,3}";
const DIGITS = "[0-9０-９]+[xXｘＸ]?";
/** Digits with gaps between them: groups that may make one number together. */
const RUN = new RegExp(`${DIGITS}(?:${GAP}(?:${DIGITS}|[xXｘＸ](?![A-Za-z])))*`, "g");
const GROUP = new RegExp(`${DIGITS}|[xXｘＸ]`, "g");
const EMAIL = /[A-Za-z0-9Ａ-Ｚａ-ｚ０-９._%+\-．＿＋－]{1,64}\s{0,2}[@＠]\s{0,2}[A-Za-z0-9Ａ-Ｚａ-ｚ０-９\-－]+(?:\s{0,2}[.．。]\s{0,2}[A-Za-z0-9Ａ-Ｚａ-ｚ０-９\-]{2,24}){1,4}/g;

/** Stands for what was masked: says nothing, and is no word that a search could take for one. */
export const MASK = "****";

/**
 * Masks numbers and addresses that belong to a person (身份证号、手机号、银行卡号、邮箱), spaced and full-width ones too. What
 * people send passes through here before anything looks at it, so that none is understood, stored, logged or quoted.
 */
export function maskPersonal(text: string): string {
  return text.replace(EMAIL, MASK).replace(RUN, maskRun);
}

/** Of a run of groups, each longest stretch of whole groups that makes a personal number. */
function maskRun(run: string): string {
  const groups = [...run.matchAll(GROUP)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
  const plain = groups.map(({ start, end }) => run.slice(start, end).normalize("NFKC").toUpperCase());
  let masked = "";
  let at = 0;
  for (let first = 0; first < groups.length; first++) {
    const last = lastOf(plain, first);
    if (last < first) continue;
    masked += run.slice(at, groups[first]!.start) + MASK;
    at = groups[last]!.end;
    first = last;
  }
  return masked + run.slice(at);
}

/** An identity number or a card has at most 19 characters, a phone with its country 15. */
const LONGEST = 19;

/** The last group of the longest personal number that begins with this group; -1 where none does. */
function lastOf(groups: readonly string[], first: number): number {
  let plain = "";
  let found = -1;
  for (let last = first; last < groups.length && plain.length < LONGEST; last++) {
    plain += groups[last]!;
    if (isPersonal(plain, groups.slice(first, last + 1))) found = last;
  }
  return found;
}

/** A phone, with its country or not. */
const PHONE = /^(?:86|0086)?1[3-9]\d{9}$/;
/** Six digits of a place, a day of birth, three digits and a check character; those of fifteen were given until 1999. */
const IDENTITY = /^[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]$/;
const OLD_IDENTITY = /^[1-9]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}$/;
/** As long as an identity number or a card, in one piece: nothing else that people write is. */
const LONG_NUMBER = /^\d{15,19}$|^\d{17}X$/;

function isPersonal(plain: string, groups: readonly string[]): boolean {
  if (PHONE.test(plain) || IDENTITY.test(plain) || OLD_IDENTITY.test(plain)) return true;
  return LONG_NUMBER.test(plain) && (groups.length === 1 || inFours(groups) || passesLuhn(plain));
}

/** 6222 0212 3456 7890 123: as cards are printed. Years in a row are in groups of four too. */
function inFours(groups: readonly string[]): boolean {
  return groups.slice(0, -1).every((group) => group.length === 4) && !groups.every((group) => /^(19|20)\d\d$/.test(group));
}

/** The check digit of bank cards. */
function passesLuhn(plain: string): boolean {
  const sum = [...plain].reverse().reduce((total, ch, i) => total + (i % 2 === 0 ? Number(ch) : ((Number(ch) * 2) % 10) + (Number(ch) > 4 ? 1 : 0)), 0);
  return sum % 10 === 0;
}
