import type { Snapshot } from "../../../../ingest/index.js";
import { periodEnded } from "../../../retrieval/validity.js";
import { PlaceFinder } from "../../../understanding/places.js";
import { CLAIMS_FORCE } from "../../premise.js";
import type { WrittenClaim } from "./check.js";

const finders = new WeakMap<Snapshot, PlaceFinder>();

/** A place that is named is the cited document's, or stands in the cited text. */
export function regionCheck({ text, source, citations, snapshot }: WrittenClaim): string | null {
  const regions = citations.map(({ region }) => region);
  const named = finderOf(snapshot).find(text, snapshot.tokenizer.words(text));
  const wrong = named.find(({ name, region }) => !source.includes(name) && !regions.includes(region));
  return wrong === undefined ? null : `引用的不是${wrong.name}的文件`;
}

function finderOf(snapshot: Snapshot): PlaceFinder {
  const known = finders.get(snapshot);
  if (known) return known;
  const covered = new Set([...snapshot.documents.values()].flatMap(({ meta }) => meta.region ?? []));
  const finder = new PlaceFinder(snapshot.lexicon.places, covered);
  finders.set(snapshot, finder);
  return finder;
}

/** Words that tell a document's standing, and the standing that they tell. */
const STANDING: readonly (readonly [RegExp, WrittenClaim["citations"][number]["status"]])[] = [
  [/征求意见|草案|草稿/, "draft"],
  [/失效|废止|过期|届满/, "expired"],
  [/取代|替代/, "superseded"],
];

/** A claim on a document's standing (in force, draft, expired) agrees with what the corpus records of it on the day. */
export function statusCheck({ text, source, citations, snapshot, asOf }: WrittenClaim): string | null {
  const metas = citations.map(({ documentId }) => snapshot.documents.get(documentId)!.meta);
  if (CLAIMS_FORCE.test(text) && !citations.every(({ status }, i) => status === "in_force" && !periodEnded(metas[i]!, asOf))) return "引用的文件不是现行有效的规定";
  const wrong = STANDING.find(([words, status]) => words.test(text) && !words.test(source) && !citations.every((citation) => citation.status === status));
  return wrong === undefined ? null : "对文件效力的说法与记录不一致";
}
