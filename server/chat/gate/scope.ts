import { isComplete } from "../../../ingest/index.js";
import { evidenceText, type Check } from "./check.js";

/** A place that the collection has no documents of, and that the evidence does not speak of either. */
export const outsideRegion: Check = (turn) => {
  const { places } = turn.understanding;
  const outside = places.filter((place) => !place.covered);
  if (outside.length === 0 || places.some((place) => place.covered)) return null;
  const text = evidenceText(turn);
  const unknown = outside.filter((place) => !text.includes(place.name));
  return unknown.length > 0 ? { reason: "outside_region", missing: [...new Set(unknown.map((place) => place.region))].join("、") } : null;
};

/** A document by its title, or the own one of a city, which the collection does not hold. */
export const outsideDocument: Check = ({ understanding: { foreignDocuments, documentIds, placesWithin } }) => {
  if (documentIds.length > 0) return null;
  const own = placesWithin.filter((place) => place.asksOwnDocument).map((place) => `${place.name}自己的文件`);
  const missing = [...foreignDocuments, ...own];
  return missing.length > 0 ? { reason: "outside_document", missing: missing.join("、") } : null;
};

/** What is asked for did not exist yet on the day that is asked about. */
export const notIssuedYet: Check = ({ retrieved: { notIssuedYet: documents } }) =>
  documents.length > 0 ? { reason: "not_issued_yet", missing: documents.map(({ meta }) => `《${meta.title}》`).join("、") } : null;

/** 第三项 with no article, in this question or before. */
export const incompleteReference: Check = ({ retrieved }) => {
  const bare = retrieved.unresolved.find(({ reference }) => !isComplete(reference));
  return retrieved.exact.length === 0 && bare ? { reason: "incomplete_reference", missing: bare.text } : null;
};

export const noSuchProvision: Check = ({ retrieved }) =>
  retrieved.exact.length === 0 && retrieved.unresolved.length > 0
    ? { reason: "no_such_provision", missing: retrieved.unresolved.map((item) => item.text).join("、") }
    : null;

export const nothingFound: Check = ({ retrieved }) =>
  retrieved.exact.length === 0 && retrieved.scopes.every((scope) => scope.evidence.length === 0)
    ? { reason: "nothing_found", missing: "" }
    : null;
