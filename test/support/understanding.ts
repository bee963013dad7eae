import type { Understanding } from "../../server/understanding/understanding.js";

/** An understanding in which nothing was recognised but what is given. */
export function understandingWith(given: Partial<Understanding>): Understanding {
  return {
    question: "",
    context: [],
    conduct: "question",
    intent: "other",
    wants: [],
    places: [],
    regions: [],
    documentIds: [],
    references: [],
    foreignDocuments: [],
    years: [],
    ...given,
  };
}
