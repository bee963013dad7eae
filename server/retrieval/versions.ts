import { startOf, type DocumentMeta, type PolicyDocument } from "../../ingest/index.js";
import type { Understanding } from "../understanding/understanding.js";
import { isInForce } from "./validity.js";

/** Which of several versions of a document a question is answered from. */

type Documents = ReadonlyMap<string, PolicyDocument>;

/** The version of a work that holds on a day: of several the one that began last; null where none holds. */
export function versionInForce(documents: Documents, work: string, day: string): DocumentMeta | null {
  return versionsOf(documents, work).filter((meta) => isInForce(meta, day)).pop() ?? null;
}

/** The versions of a work, the earliest first; one whose start is not known is the latest. */
export function versionsOf(documents: Documents, work: string): DocumentMeta[] {
  const start = (meta: DocumentMeta): string => startOf(meta) ?? "9999";
  return [...documents.values()]
    .map(({ meta }) => meta)
    .filter(({ version }) => version?.of === work)
    .sort((a, b) => (start(a) < start(b) ? -1 : 1));
}

/** Whether another version of the same work holds on the day, and this one only counts where it is asked for. */
export function isOutranked({ id, version }: DocumentMeta, documents: Documents, day: string): boolean {
  if (!version || version.others.length === 0) return false;
  const inForce = versionInForce(documents, version.of, day);
  return inForce !== null && inForce.id !== id;
}

const OLD = /旧版|老版|旧的?(版本|办法|意见|方案|规定|文件|政策)|上一?版|上个版本|前一版|原(版|来的?(版本|办法|意见|方案|规定|文件))|以前的?(版本|办法|意见|方案|规定|文件)|修订前|修改前|已?废止的|被取代的/;
const NEW = /新版|最新的?(版本?|办法|意见|方案|规定|文件)|即将施行/;
const DRAFT = /征求意见稿?|草案|送审稿/;
const BOTH = /新旧|前后(两版|对比|比较)|(和|与|跟|同|比|较).{0,4}(旧版|老版|原版|上一版|修订前|修改前|征求意见稿|草案)|(修订|修改)(前后|了(什么|哪些))|有(什么|哪些|啥)(变化|不同|区别|修改|改动)|哪些(变化|修改|改动)/;
const OF_YEAR = /(\d{4})年?(年版|版|的|修订|印发|发布|出台|公布|那(版|份|个))/g;

/**
 * The understanding with the versions that the question means: 旧版, the one of a year or the draft where it says so, else the
 * one that holds on the day, however many share the name that it was called by.
 */
export function withVersions(understanding: Understanding, documents: Documents, day: string): Understanding {
  const worksNamed = understanding.documentIds.map((id) => workOf(documents, id));
  const works = worksNamed.some((work) => work !== null) ? worksNamed : worksIn(understanding, documents);
  if (works.every((work) => work === null)) return understanding;
  const chosen = [...new Set(works.filter((work) => work !== null))].flatMap((work) => versionsAsked(understanding, versionsOf(documents, work), versionInForce(documents, work, day)));
  const others = understanding.documentIds.filter((id) => workOf(documents, id) === null);
  return chosen.length === 0 ? understanding : { ...understanding, documentIds: [...new Set([...others, ...chosen])] };
}

/** The work of a document that has other versions; null for any other. */
function workOf(documents: Documents, id: string): string | null {
  const version = documents.get(id)?.meta.version;
  return version && version.others.length > 0 ? version.of : null;
}

/** Where a question names no document: the works of its regions that have several versions, when it speaks of versions. */
function worksIn({ documentIds, regions, question }: Understanding, documents: Documents): (string | null)[] {
  const speaksOfVersions = OLD.test(question) || BOTH.test(question) || yearsIn(question).length > 0;
  if (documentIds.length > 0 || !speaksOfVersions) return [];
  const inRegion = [...documents.values()].filter(({ meta }) => regions.length === 0 || (meta.region !== null && regions.includes(meta.region)));
  return [...new Set(inRegion.map(({ meta }) => workOf(documents, meta.id)))];
}

/** @param versions the earliest first @returns ids; none where the question leaves the choice to what is found */
function versionsAsked({ question, documentIds }: Understanding, versions: readonly DocumentMeta[], inForce: DocumentMeta | null): string[] {
  const current = inForce ?? versions[versions.length - 1]!;
  const asked = describedIn(question, versions, current);
  if (BOTH.test(question)) return idsOf([...(asked.length > 0 ? asked : before(current, versions)), current]);
  if (asked.length > 0) return idsOf(asked);
  const named = versions.filter(({ id }) => documentIds.includes(id));
  // One that is called by a name of its own is meant; a name that several share means the one that holds.
  return named.length > 1 ? [current.id] : idsOf(named);
}

/** The versions that words of the question describe: by their year, as draft, as old or new. */
function describedIn(question: string, versions: readonly DocumentMeta[], current: DocumentMeta): DocumentMeta[] {
  const years = yearsIn(question);
  const ofYear = versions.filter((meta) => years.includes(startOf(meta)?.slice(0, 4) ?? ""));
  if (ofYear.length > 0) return ofYear;
  if (DRAFT.test(question)) return versions.filter(({ status }) => status === "draft");
  if (OLD.test(question)) return before(current, versions);
  return NEW.test(question) ? versions.filter(({ status }) => status !== "draft").slice(-1) : [];
}

/** The version before another one; a draft is none. */
function before(current: DocumentMeta, versions: readonly DocumentMeta[]): DocumentMeta[] {
  const earlier = versions.slice(0, versions.indexOf(current)).filter(({ status }) => status !== "draft");
  return earlier.slice(-1);
}

function yearsIn(question: string): string[] {
  return [...question.matchAll(OF_YEAR)].map(([, year]) => year!);
}

function idsOf(metas: readonly DocumentMeta[]): string[] {
  return [...new Set(metas.map(({ id }) => id))];
}
