import type { DocumentMeta, PolicyDocument, Provision } from "../../ingest/index.js";
import type { Notice } from "../schemas/objects.js";
import { laterStart, periodEnded, statusOn } from "../retrieval/validity.js";
import type { CitedSpan } from "./citations.js";

/** What the reader must know beside an answer that rests on these spans, by document, then by provision. */
export function noticesFor(spans: readonly CitedSpan[], askedRegions: readonly string[], asOf: string): Notice[] {
  const documents = [...new Set(spans.map((span) => span.document))];
  return [
    ...documents.flatMap((document) => documentNotices(document, asOf)),
    ...documents.flatMap((document) => regionNotice(document.meta, askedRegions)),
    ...inferredNotices(spans),
  ];
}

/** Notices that a document's status and period call for. */
export function documentNotices({ meta }: PolicyDocument, asOf: string): Notice[] {
  const notices: Notice[] = [];
  const add = (kind: Notice["kind"], text: string): void => void notices.push({ kind, text, documentId: meta.id });
  const title = `《${meta.title}》`;
  const status = statusOn(meta, asOf);
  if (status === "draft") add("draft", `${title}是征求意见稿，尚未正式施行，内容以正式印发的文件为准。`);
  if (status === "expired") add("expired", `${title}${since(meta)}已失效，仅供查考。`);
  if (status === "superseded") add("superseded", `${title}${since(meta)}已被${successor(meta)}取代，仅供查考。`);
  if (status === "in_force") notices.push(...endedSince(meta, asOf));
  if (status === "non_normative") add("non_normative", `${title}不是政策文件，没有约束力，只作背景参考，不能作为依据。`);
  if (status === "in_force" && periodEnded(meta, asOf)) add("expired", expiredText(meta));
  const start = laterStart(meta, asOf);
  if (status === "in_force" && start !== null) add("not_in_force_yet", `${title}自${start}起施行，在${asOf}尚未生效。`);
  return [...notices, ...changedBy(meta), ...otherVersions(meta)];
}

/** Which version this is, and that there are others. */
export function otherVersions({ id, title, version }: DocumentMeta): Notice[] {
  if (!version || version.others.length === 0) return [];
  const others = version.others.map(({ name }) => name).join("、");
  return [{ kind: "other_version", text: `《${title}》收录了不止一个版本，这里是${version.name}；另有${others}，需要时请写明版本再问。`, documentId: id }];
}

function changedBy({ id, title, version }: DocumentMeta): Notice[] {
  if (!version || version.amendedBy.length === 0) return [];
  return [{ kind: "amended", text: `《${title}》的部分内容已被后来的文件修改（文件编号 ${version.amendedBy.join("、")}），请一并查看。`, documentId: id }];
}

/** A text that held on the day asked about, and what became of it or will. */
function endedSince(meta: DocumentMeta, asOf: string): Notice[] {
  const end = statusOn(meta, END_OF_TIME);
  const isEnded = meta.status !== "in_force" || meta.version?.supersededBy || meta.version?.repealedBy;
  if (!isEnded || (end !== "expired" && end !== "superseded")) return [];
  const text = `《${meta.title}》在${asOf}有效，${since(meta)}${end === "expired" ? "失效" : `被${successor(meta)}取代`}。`;
  return [{ kind: end, text, documentId: meta.id }];
}

const END_OF_TIME = "9999-12-31";

/** What took its place, as people call it. */
function successor({ version }: DocumentMeta): string {
  return version?.others.find(({ id }) => id === version.supersededBy)?.name ?? "新文件";
}

function since({ expired }: DocumentMeta): string {
  return expired === null ? "" : `自${expired}起`;
}

function expiredText({ title, period }: DocumentMeta): string {
  return `《${title}》的规划期（${period!.from.slice(0, 4)}—${period!.to.slice(0, 4)}年）已经届满，是否延续以发文机关的最新文件为准。`;
}

function regionNotice(meta: DocumentMeta, askedRegions: readonly string[]): Notice[] {
  if (askedRegions.length === 0 || meta.region === null || askedRegions.includes(meta.region)) return [];
  return [{ kind: "other_region", text: `《${meta.title}》是${meta.region}的文件，不适用于${askedRegions.join("、")}。`, documentId: meta.id }];
}

function inferredNotices(spans: readonly CitedSpan[]): Notice[] {
  const seen = new Set<string>();
  return spans.flatMap(({ document, provision }) => {
    const inferred = inferredAncestor(document, provision);
    const key = `${document.meta.id}#${inferred?.eId ?? ""}`;
    if (!inferred || seen.has(key)) return [];
    seen.add(key);
    return [{ kind: "inferred_number" as const, text: inferredText(document, inferred), documentId: document.meta.id }];
  });
}

/** What the reader who lands on a provision with an inferred number is told. */
export function inferredText({ meta }: PolicyDocument, provision: Provision): string {
  const unit = provision.kind === "article" ? provision.label : `“${provision.label}、”`;
  return `《${meta.title}》原文缺序号：这一处没有标出“${unit.replace(/[“”]/g, "")}”，编号是按前后条款推定的。`;
}

/** The provision itself or the nearest one above it whose number was inferred. */
export function inferredAncestor(document: PolicyDocument, provision: Provision): Provision | null {
  for (let at: Provision | null = provision; at; at = at.parent === null ? null : document.provisions[at.parent]!) {
    if (at.inferred && at.kind !== "heading" && at.kind !== "intro") return at;
  }
  return null;
}
