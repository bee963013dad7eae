import type { QuantityKind, Reference } from "../../ingest/index.js";

/** What a question asks to be told. `lookup`: a provision by its number or its wording; `writing`: that something be written. */
export type Intent =
  | "lookup"
  | "writing"
  | "outcome"
  | "comparison"
  | "definition"
  | "eligibility"
  | "procedure"
  | "funding"
  | "direction"
  | "duty"
  | "number"
  | "list"
  | "other";

/**
 * A kind of value that an answer must hold. `outcome`: what happened after the document was issued; `who`, `where`: the body
 * that acts, and where one turns to; `count`: how many of something.
 */
export type WantedValue = "money" | "percent" | "date" | "duration" | "count" | "who" | "where" | "contact" | "outcome";

/** How a question is meant: as one that the documents may answer, or not. */
export type Conduct = "question" | "small_talk" | "attack" | "advice";

/** Words of the question that tell its conduct, its intent or a value that it wants. */
export interface Signal {
  tells: Exclude<Conduct, "question"> | Exclude<Intent, "other"> | WantedValue;
  said: string;
}

/** A place named in the question. */
export interface PlaceMention {
  name: string;
  region: string;
  /** True where the collection has documents of this region. */
  covered: boolean;
}

/** A city, district or county of a covered province: the collection has the province's documents, and none of its own. */
export interface PlaceWithin {
  name: string;
  /** The name as other texts may write it: 遵义市 -> 遵义. */
  stem: string;
  region: string;
  /** True where the question asks for a document of that place itself (黔东南州的办法). */
  asksOwnDocument: boolean;
}

/** A name out of the documents (company, cluster) that stands for a region because no other region's documents have it. */
export interface ImpliedRegion {
  name: string;
  region: string;
}

/** A provision named by its number, with the words that name it. */
export interface NamedReference extends Reference {
  said: string;
  /** Set where the number counts from the end of the text: 倒数第二条. */
  fromEnd?: true;
}

/** A figure named in the question: 不低于10% -> percent, 10%, at least. */
export interface NamedQuantity {
  said: string;
  kind: QuantityKind;
  canonical: string;
  bound: "at_least" | "at_most" | null;
}

/** A word that stands nowhere in the collection, read as one that sounds or looks like it: 审报 -> 申报. */
export interface Correction {
  said: string;
  means: string;
}

/** Words of earlier turns that this one leans on, and how much they count beside its own. */
export interface CarriedWords {
  text: string;
  weight: number;
}

/** What a turn spoke of, kept for the turns after it. */
export interface Topic {
  /** Words that few provisions share: products, industries, steps. */
  subject: string[];
  /** What of it was asked for: 条件, 流程, 资金. */
  matter: string[];
  /** The question without place, document and filler. */
  asked: string;
}

/** Everything understood of a question, before anything is retrieved. Holds no text of an answer. */
export interface Understanding {
  /** The question as asked, folded (NFKC, simplified characters). */
  question: string;
  /** The question made whole: without filler, with what it leaves unsaid and misspells. The question itself where it stands alone. */
  whole: string;
  /** Earlier questions of the conversation that this one leans on, newest first; empty when it stands alone. */
  context: string[];
  carried: CarriedWords[];
  /** Clauses that only say who asks (我们是一家做磷酸铁锂的厂): they count less in a search. */
  background: string[];
  topic: Topic;
  corrections: Correction[];
  conduct: Conduct;
  intent: Intent;
  wants: WantedValue[];
  signals: Signal[];
  places: PlaceMention[];
  placesWithin: PlaceWithin[];
  impliedBy: ImpliedRegion[];
  /** Regions that the question rules out (除了贵州): none of them is among `places` or `regions`. */
  excludedRegions: string[];
  /** Regions of the collection that the answer is asked for: named, implied, or kept from the conversation. */
  regions: string[];
  /** Documents named in the question, or kept from the conversation. */
  documentIds: string[];
  references: NamedReference[];
  /** Years named in the question, as four digits. */
  years: string[];
  /** Figures named in the question, years included; numbers of provisions and documents are none. */
  quantities: NamedQuantity[];
  /** Titles in 《》 and document numbers that the collection does not hold. */
  foreignDocuments: string[];
}
