import type { PlaceEntry } from "../../ingest/index.js";
import type { SaidOfItself } from "../../ingest/staff.js";
import { initialsOf } from "../understanding/pinyin.js";
import { PlaceFinder } from "../understanding/places.js";

/** Values for the form in which an editor says what a document is; null or "" where nothing speaks for one. */
export interface SuggestedMeta {
  id: string;
  title: string | null;
  issuer: string | null;
  docNumber: string | null;
  region: string | null;
  level: string;
  kind: string;
  status: string;
  issued: string | null;
}

const LONGEST_ID = 40;

/** The first that the title holds decides. */
const KINDS: readonly (readonly [words: RegExp, kind: string])[] = [
  [/条例|规定|细则/, "regulation"],
  [/办法/, "measures"],
  [/意见(?!稿)/, "opinion"],
  [/方案|规划|计划|纲要|措施/, "plan"],
  [/通知|公告|通告/, "notice"],
  [/法$/, "law"],
];

const PROVINCE = /^([^市县]{2,6}?(省|自治区)|(北京|上海|天津|重庆)市)/;

interface Known {
  places: readonly PlaceEntry[];
  /** Ids of documents. */
  taken: { has: (id: string) => boolean };
}

/** What a document is likely to be, from what its text says of itself. */
export function suggestMeta({ title, issuer, docNumber, issued, isDraft }: SaidOfItself, { places, taken }: Known): SuggestedMeta {
  const name = `${issuer ?? ""}${title ?? ""}`;
  const region = new PlaceFinder(places, new Set()).find(name, [])[0]?.region ?? null;
  return {
    id: freeId(title ?? "", isDraft, taken),
    title,
    issuer,
    docNumber,
    region,
    level: levelOf(issuer ?? title ?? "", region),
    kind: KINDS.find(([words]) => words.test(withoutBrackets(title ?? "")))?.[1] ?? "other",
    status: isDraft ? "draft" : "in_force",
    issued,
  };
}

/** Of the title's sound: 新区集群管理办法 -> xqjqglbf; a number behind it where that is taken. */
function freeId(title: string, isDraft: boolean, taken: Known["taken"]): string {
  const letters = initialsOf(withoutBrackets(title)).replace(/[^a-z0-9]/g, "").slice(0, LONGEST_ID);
  if (letters === "") return "";
  const id = isDraft ? `${letters}-draft` : letters;
  let free = id;
  for (let n = 2; taken.has(free); n++) free = `${id}-${n}`;
  return free;
}

function levelOf(issuer: string, region: string | null): string {
  const below = issuer.replace(PROVINCE, "");
  if (/^.{1,8}?(县|(?<!园)区)(?!域)/.test(below)) return "county";
  if (/^.{1,8}?[市州](?!场)/.test(below)) return "city";
  return region === null ? "nation" : "province";
}

/** A title without what stands in brackets: （征求意见稿）. */
export function withoutBrackets(title: string): string {
  return title.replace(/[（(][^（()）]*[）)]/g, "");
}
