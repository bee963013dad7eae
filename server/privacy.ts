/** Characters that people put between the digits of a number: blanks, dashes, dots, slashes, invisible ones. */
const GAP = "[\\s\\-‐-―－_.．·・/／,，\\u00ad\\u200b-\\u200f\\u2060\\ufeff]{0,3}";
const DIGIT = "[0-9０-９]";
const BEFORE = `(?<!${DIGIT})`;
const AFTER = `(?!${DIGIT})`;

const digits = (count: number): string => `${DIGIT}(?:${GAP}${DIGIT}){${count - 1}}`;

/** What each kind looks like, and what its digits must be besides; the first that fits is taken. */
const KINDS: readonly { pattern: RegExp; fits: (plain: string, written: string) => boolean }[] = [
  { pattern: /[\p{L}\p{N}._%+\-－．＿]{1,64}\s{0,2}[@＠]\s{0,2}[\p{L}\p{N}\-－]+(?:\s{0,2}[.．。]\s{0,2}[A-Za-zＡ-Ｚａ-ｚ\p{N}\-]{2,24}){1,4}/gu, fits: () => true },
  { pattern: new RegExp(`${BEFORE}${digits(17)}${GAP}[0-9０-９xXｘＸ]${AFTER}`, "g"), fits: (plain, written) => isIdentity(plain) || isUnbroken(written) || passesLuhn(plain) },
  { pattern: new RegExp(`${BEFORE}(?:[+＋]?(?:86|８６|0086)${GAP})?[1１]${GAP}[3-9３-９](?:${GAP}${DIGIT}){9}${AFTER}`, "g"), fits: () => true },
  { pattern: new RegExp(`${BEFORE}${DIGIT}(?:${GAP}${DIGIT}){14,18}${AFTER}`, "g"), fits: (plain, written) => isUnbroken(written) || isGrouped(written) || passesLuhn(plain) || isOldIdentity(plain) },
];

/** Stands for what was masked: says nothing, and is no word that a search could take for one. */
export const MASK = "****";

/**
 * Masks numbers and addresses that belong to a person (身份证号、手机号、银行卡号、邮箱), spaced and full-width ones too. What
 * people send passes through here before anything looks at it, so that none is understood, stored, logged or quoted.
 */
export function maskPersonal(text: string): string {
  return KINDS.reduce((masked, { pattern, fits }) => masked.replace(pattern, (written) => (fits(plainOf(written), written) ? MASK : written)), text);
}

function plainOf(written: string): string {
  return written.normalize("NFKC").replace(/[^0-9xX]/g, "").toUpperCase();
}

/** 18 characters whose 7th to 14th are a day: spaced or not, this is an identity number. */
function isIdentity(plain: string): boolean {
  return /^[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]$/.test(plain);
}

/** The numbers of fifteen digits that were given until 1999. */
function isOldIdentity(plain: string): boolean {
  return /^[1-9]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}$/.test(plain);
}

function isUnbroken(written: string): boolean {
  return /^[0-9０-９xXｘＸ]+$/.test(written);
}

/** 6222 0212 3456 7890 123: as cards are printed. Years in a row (2020 2025 2030 2035) are in groups of four too. */
function isGrouped(written: string): boolean {
  const groups = written.normalize("NFKC").split(/\D+/);
  const inFours = groups.length >= 4 && groups.slice(0, -1).every((group) => group.length === 4);
  return inFours && !groups.every((group) => /^(19|20)\d\d$/.test(group));
}

/** The check digit of bank cards. */
function passesLuhn(plain: string): boolean {
  let sum = 0;
  for (let i = 0; i < plain.length; i++) {
    const digit = Number(plain[plain.length - 1 - i]);
    const counted = i % 2 === 1 ? digit * 2 : digit;
    sum += counted > 9 ? counted - 9 : counted;
  }
  return plain.length >= 15 && sum % 10 === 0;
}
