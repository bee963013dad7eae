import type { PolicyDocument } from "../../ingest/index.js";
import type { RememberedTurn, Scope } from "./conversation.js";
import type { DocumentMention } from "./documents.js";
import { meansTheOther } from "./follow-up.js";
import type { Leaning } from "./leaning.js";
import type { Named } from "./named.js";
import type { Intent } from "./understanding.js";

/** The regions and documents that an answer is asked for. */
export interface AskedScope {
  regions: string[];
  documentIds: string[];
}

/** What the scope of a question is decided by. */
export interface ScopeInput {
  question: string;
  named: Named;
  intent: Intent;
  turn: Leaning;
  before: RememberedTurn | undefined;
  caller: Scope;
}

/** Named by the question, else kept from the conversation, else the caller's; without what the question rules out. */
export function scopeAsked(input: ScopeInput, documents: ReadonlyMap<string, PolicyDocument>): AskedScope {
  const { named, turn, before } = input;
  const regions = regionsAsked(input);
  const kept = keptScope(input, turn.leans || (regions.length === 0 && named.documents.length === 0));
  const another = turn.redirects && meansTheOther(input.question) && before ? othersThan(before, documents) : null;
  const documentIds = documentsAsked(named.documents, regions, another ?? kept.documentIds);
  const chosen = regions.length > 0 ? regions : documentIds.length > 0 ? regionsOf(documentIds, documents) : kept.regions;
  return withoutExcluded({ regions: chosen, documentIds }, named.excluded, documents);
}

/** 「江苏那份也这么写吗」 compares with the region that was spoken of before. */
function regionsAsked({ named: { regions }, intent, before }: ScopeInput): string[] {
  return intent === "comparison" && regions.length === 1 ? [...new Set([...regions, ...(before?.regions ?? [])])] : regions;
}

/** What an earlier turn or the caller leaves in force. */
function keptScope({ before, caller }: ScopeInput, keeps: boolean): AskedScope {
  if (caller.documentId) return { regions: [], documentIds: [caller.documentId] };
  if (keeps && before && (before.regions.length > 0 || before.documentIds.length > 0)) return before;
  return { regions: caller.region ? [caller.region] : [], documentIds: [] };
}

/** Documents named for certain; else, where the question names no region either, those kept from before. */
function documentsAsked(mentions: readonly DocumentMention[], regions: readonly string[], kept: string[]): string[] {
  const certain = mentions.filter((mention) => mention.certain).map((mention) => mention.id);
  if (certain.length > 0) return certain;
  return regions.length > 0 ? [] : kept;
}

/** 另一份: documents of the same regions that were not spoken of; none where no document was. */
function othersThan({ documentIds, regions }: RememberedTurn, documents: ReadonlyMap<string, PolicyDocument>): string[] {
  if (documentIds.length === 0) return [];
  const others = [...documents.values()].filter(({ meta }) => meta.region !== null && regions.includes(meta.region) && !documentIds.includes(meta.id));
  return others.map(({ meta }) => meta.id);
}

/** 除了贵州: what is left of the scope, or every other region where nothing is. */
function withoutExcluded({ regions, documentIds }: AskedScope, excluded: readonly string[], documents: ReadonlyMap<string, PolicyDocument>): AskedScope {
  if (excluded.length === 0) return { regions, documentIds };
  const others = regionsOf([...documents.keys()], documents);
  const left = (among: readonly string[]): string[] => among.filter((region) => !excluded.includes(region));
  return {
    regions: left(regions).length > 0 ? left(regions) : left(others),
    documentIds: documentIds.filter((id) => !excluded.includes(documents.get(id)?.meta.region ?? "")),
  };
}

function regionsOf(documentIds: readonly string[], documents: ReadonlyMap<string, PolicyDocument>): string[] {
  return [...new Set(documentIds.flatMap((id) => documents.get(id)?.meta.region ?? []))];
}
