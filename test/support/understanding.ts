import type { Understanding } from "../../server/understanding/understanding.js";

/** An understanding in which nothing was recognised but what is given. */
export function understandingWith(given: Partial<Understanding>): Understanding {
  return {
    question: "",
    whole: given.question ?? "",
    context: [],
    carried: [],
    background: [],
    topic: { subject: [], matter: [], asked: "" },
    corrections: [],
    conduct: "question",
    intent: "other",
    wants: [],
    signals: [],
    places: [],
    placesWithin: [],
    impliedBy: [],
    excludedRegions: [],
    regions: [],
    documentIds: [],
    references: [],
    foreignDocuments: [],
    years: [],
    quantities: [],
    ...given,
  };
}
