import type { Corpus } from "./corpus.js";

/** Ids of the documents that rules and open questions rest on: these must be read before anything is checked. */
export function documentsNamed({ rules, notAnswered }: Corpus): Set<string> {
  const provisions = notAnswered.flatMap(({ ask, related }) => [...related, ...(ask ? [ask.provision] : [])]);
  return new Set([...rules.map(({ document }) => document), ...notAnswered.map(({ about }) => about), ...provisions.map(documentOf)]);
}

/** The corpus without these documents. Rules of theirs go with them, and so does what is said to be open in them. */
export function withoutDocuments(corpus: Corpus, ids: ReadonlySet<string>): Corpus {
  if (ids.size === 0) return corpus;
  const stays = (provision: string): boolean => !ids.has(documentOf(provision));
  const notAnswered = corpus.notAnswered
    .filter(({ about }) => !ids.has(about))
    .map((one) => ({ ...one, ask: one.ask && stays(one.ask.provision) ? one.ask : null, related: one.related.filter(stays) }));
  return {
    ...corpus,
    entries: corpus.entries.filter(({ meta }) => !ids.has(meta.id)),
    rules: corpus.rules.filter(({ document }) => !ids.has(document)),
    notAnswered,
  };
}

function documentOf(provisionId: string): string {
  return provisionId.slice(0, provisionId.indexOf("#"));
}
