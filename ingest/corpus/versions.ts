import { CorpusError } from "../errors.js";
import type { DocumentMeta, VersionLinks } from "../model.js";

/** How a document stands to other versions, as `meta.yaml` says it. */
export interface DeclaredVersion {
  of?: string | undefined;
  edition: string | null;
  replaces: string[];
  repeals: string[];
  amends: string[];
}

/** The first day of a version: of its force, else of its issue; null where neither is known. */
export function startOf({ effective, issued, published }: Pick<DocumentMeta, "effective" | "issued" | "published">): string | null {
  return effective ?? issued ?? published;
}

/** A document as the corpus tells it, before it is known what other documents say of it. */
export type UnlinkedMeta = Omit<DocumentMeta, "version"> & { version?: DeclaredVersion | undefined };

/**
 * Tells every document what the others say of it: which took its place, ended or changed it, from which day, and which are
 * versions of the same. A document of which nothing of that is said stays as it was.
 * @throws CorpusError for a document that is not there, two names of one work, or versions that replace each other in a ring
 */
export function linkVersions(metas: readonly UnlinkedMeta[]): DocumentMeta[] {
  checkTargets(metas, new Map(metas.map((meta) => [meta.id, meta])));
  const works = worksOf(metas);
  const byWork = groupBy(metas, ({ id }) => [works.get(id)!]);
  const said = saidOfAll(metas.filter(({ status }) => status !== "draft"));
  return metas.map((meta) => {
    const of = works.get(meta.id)!;
    const others = byWork.get(of)!.filter((other) => other !== meta).map((other) => ({ id: other.id, name: nameOf(other) }));
    return linked(meta, of, others, said(meta.id));
  });
}

const NOTHING_DECLARED: Omit<DeclaredVersion, "of"> = { edition: null, replaces: [], repeals: [], amends: [] };

function linked(meta: UnlinkedMeta, of: string, others: VersionLinks["others"], { ended, amendedBy }: Said): DocumentMeta {
  const { version, ...rest } = meta;
  const isLinked = version !== undefined || others.length > 0 || ended !== null || amendedBy.length > 0;
  if (!isLinked) return rest;
  const { edition, replaces, repeals, amends } = version ?? NOTHING_DECLARED;
  const endedBy = (how: NonNullable<Said["ended"]>["how"]): string | null => (ended?.how === how ? ended.by : null);
  const links = { of, name: nameOf(meta), edition, replaces, repeals, amends, supersededBy: endedBy("replaces"), repealedBy: endedBy("repeals"), amendedBy, others };
  return { ...rest, expired: rest.expired ?? ended?.day ?? null, version: links };
}

/** What people call a version: what its metadata says, 征求意见稿, or its year. */
function nameOf({ version, status, title, ...days }: UnlinkedMeta): string {
  if (version?.edition) return version.edition;
  const year = startOf(days)?.slice(0, 4);
  const edition = status === "draft" ? "征求意见稿" : "版";
  if (year === undefined) return status === "draft" ? edition : `《${title}》`;
  return status === "draft" ? `${year}年${edition}` : `${year}年版`;
}

interface Said {
  /** What ended it first, and on which day; a draft ends nothing yet. */
  ended: { how: "replaces" | "repeals"; by: string; day: string } | null;
  amendedBy: string[];
}

/** @param metas those that are no drafts */
function saidOfAll(metas: readonly UnlinkedMeta[]): (id: string) => Said {
  const endings = new Map((["replaces", "repeals"] as const).map((how) => [how, groupBy(metas, ({ version }) => version?.[how] ?? [])]));
  const amending = groupBy(metas, ({ version }) => version?.amends ?? []);
  return (id) => {
    const ended = [...endings].flatMap(([how, byTarget]) => (byTarget.get(id) ?? []).map((meta) => ({ how, by: meta.id, day: startOf(meta)! })));
    return { ended: ended.sort((a, b) => (a.day < b.day ? -1 : 1))[0] ?? null, amendedBy: (amending.get(id) ?? []).map((meta) => meta.id) };
  };
}

/** Documents under every key that they have, in their order. */
function groupBy(metas: readonly UnlinkedMeta[], keysOf: (meta: UnlinkedMeta) => readonly string[]): Map<string, UnlinkedMeta[]> {
  const groups = new Map<string, UnlinkedMeta[]>();
  for (const meta of metas) {
    for (const key of keysOf(meta)) {
      const group = groups.get(key);
      if (group) group.push(meta);
      else groups.set(key, [meta]);
    }
  }
  return groups;
}

function checkTargets(metas: readonly UnlinkedMeta[], byId: ReadonlyMap<string, UnlinkedMeta>): void {
  for (const meta of metas) {
    const file = `documents/${meta.id}/meta.yaml`;
    for (const way of ["replaces", "repeals", "amends"] as const) {
      for (const target of meta.version?.[way] ?? []) {
        if (!byId.has(target)) throw new CorpusError(file, `version.${way}`, `没有编号为「${target}」的文件`);
        if (target === meta.id) throw new CorpusError(file, `version.${way}`, "不能写文件自己");
        if (way !== "amends" && meta.status !== "draft" && startOf(meta) === null) {
          throw new CorpusError(file, "effective", `写了取代或废止「${target}」，还应写明从哪一天起（effective 或 issued）`);
        }
      }
    }
    checkNoRing(meta, byId, file);
  }
}

function checkNoRing(meta: UnlinkedMeta, byId: ReadonlyMap<string, UnlinkedMeta>, file: string): void {
  const seen = new Set<string>();
  const open = [...(meta.version?.replaces ?? [])];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === meta.id) throw new CorpusError(file, "version.replaces", "几个版本互相取代，成了一圈");
    if (seen.has(id)) continue;
    seen.add(id);
    open.push(...(byId.get(id)?.version?.replaces ?? []));
  }
}

/** By document: the work that it is a version of. Versions that replace each other are of one work. */
function worksOf(metas: readonly UnlinkedMeta[]): Map<string, string> {
  const leaders = new Map(metas.map(({ id }) => [id, id]));
  const leaderOf = (id: string): string => {
    const above = leaders.get(id)!;
    return above === id ? id : leaderOf(above);
  };
  const join = (one: string, other: string): void => void leaders.set(leaderOf(one), leaderOf(other));
  for (const { id, version } of metas) for (const earlier of version?.replaces ?? []) join(id, earlier);
  for (const [one, other] of namesakes(metas, leaders)) join(one, other);
  const names = namesOf(metas, leaderOf);
  return new Map(metas.map(({ id }) => [id, names.get(leaderOf(id)) ?? leaderOf(id)]));
}

/** Pairs of documents that name the same work; the work's name may be the id of one of them. */
function namesakes(metas: readonly UnlinkedMeta[], ids: ReadonlyMap<string, unknown>): [string, string][] {
  const byName = new Map<string, string>();
  return metas.flatMap(({ id, version }) => {
    const name = version?.of;
    if (name === undefined) return [];
    const namesake = byName.get(name) ?? (ids.has(name) ? name : undefined);
    byName.set(name, id);
    return namesake === undefined ? [] : [[id, namesake] as [string, string]];
  });
}

/** What the documents of each work call it. @throws CorpusError where they differ */
function namesOf(metas: readonly UnlinkedMeta[], leaderOf: (id: string) => string): Map<string, string> {
  const names = new Map<string, string>();
  for (const { id, version } of metas) {
    if (version?.of === undefined) continue;
    const known = names.get(leaderOf(id));
    if (known !== undefined && known !== version.of) {
      throw new CorpusError(`documents/${id}/meta.yaml`, "version.of", `与它取代的版本写的不同：「${known}」和「${version.of}」`);
    }
    names.set(leaderOf(id), version.of);
  }
  return names;
}
