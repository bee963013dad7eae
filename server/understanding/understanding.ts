import type { Reference } from "../../ingest/index.js";

/** What a question asks to be told. */
export type Intent =
  | "definition"
  | "list"
  | "number"
  | "procedure"
  | "eligibility"
  | "direction"
  | "funding"
  | "duty"
  | "comparison"
  | "other";

/** A kind of value that an answer must hold. `outcome`: what happened after the document was issued. */
export type WantedValue = "money" | "percent" | "date" | "duration" | "contact" | "outcome";

/** How a question is meant: as one that the documents may answer, or not. */
export type Conduct = "question" | "small_talk" | "attack" | "advice";

/** A place named in the question. */
export interface PlaceMention {
  name: string;
  region: string;
  /** True where the collection has documents of this region. */
  covered: boolean;
}

/** Everything understood of a question, before anything is retrieved. Holds no text of an answer. */
export interface Understanding {
  /** The question as asked, folded (NFKC, simplified characters). */
  question: string;
  /** Earlier questions of the conversation that this one leans on, newest first; empty when it stands alone. */
  context: string[];
  conduct: Conduct;
  intent: Intent;
  wants: WantedValue[];
  places: PlaceMention[];
  /** Regions of the collection that the answer is asked for: named, or kept from the conversation. */
  regions: string[];
  /** Documents named in the question, or kept from the conversation. */
  documentIds: string[];
  references: Reference[];
  /** Years named in the question, as four digits. */
  years: string[];
  /** Titles in 《》 and document numbers that the collection does not hold. */
  foreignDocuments: string[];
}
