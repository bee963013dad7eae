/**
 * The nouns of the ingest side: documents, provisions and where they stand.
 * All offsets are UTF-16 code units into the document's normalised text.
 */

export const STATUSES = ["draft", "in_force", "expired", "superseded", "non_normative"] as const;
/** 效力状态: what a document may be used for. Only `in_force` text is a rule in force. */
export type Status = (typeof STATUSES)[number];

/** What the corpus says about one document (`meta.yaml`). Dates are ISO days. */
export interface DocumentMeta {
  id: string;
  title: string;
  shortTitles: string[];
  issuer: string;
  docNumber: string | null;
  region: string | null;
  level: string;
  kind: string;
  status: Status;
  statusNote: string | null;
  issued: string | null;
  published: string | null;
  effective: string | null;
  /** First day on which it is no longer in force, where that is known. */
  expired: string | null;
  period: { from: string; to: string } | null;
  source: { file: string; url: string | null; note: string | null };
  /** How it stands to other documents; left out where it is the only version and nothing is said of it. */
  version?: VersionLinks;
}

/** 版本: how a document stands to other versions of the same and to what ended or changed it. All but names are ids. */
export interface VersionLinks {
  /** Names the work that it is a version of; all versions bear the same. */
  of: string;
  /** What people call the version: 2019年版, 征求意见稿. */
  name: string;
  edition: string | null;
  replaces: string[];
  repeals: string[];
  amends: string[];
  supersededBy: string | null;
  repealedBy: string | null;
  amendedBy: string[];
  /** The other versions of the work. */
  others: { id: string; name: string }[];
}

/** What part of the document a provision is. Leaves of kind `heading` and `header` are not passages to retrieve. */
export type ProvisionKind =
  | "header"
  | "title"
  | "edition"
  | "docnum"
  | "salutation"
  | "cover"
  | "preface"
  | "signature"
  | "part"
  | "chapter"
  | "section"
  | "article"
  | "sec"
  | "subsec"
  | "item"
  | "point"
  | "subpoint"
  | "circle"
  | "dash"
  | "heading"
  | "intro"
  | "para";

/**
 * A node of the structure tree.
 * `start..end` is the content (no surrounding white space); `from..until` is the tile: the tiles of all leaves,
 * joined in order, are the document's text, character by character.
 */
export interface Provision {
  eId: string;
  kind: ProvisionKind;
  /** Number as a value: 第六条 -> 6. Null where the kind carries none. */
  ordinal: number | null;
  /** 第三条之一 -> 1. */
  insertion: number | null;
  /** True where the source does not print the number and the neighbours tell it. */
  inferred: boolean;
  heading: string | null;
  /** What a person writes: 第六条第（三）项. */
  label: string;
  /** Headings of the ancestors, outermost first, each with its printed number. */
  path: string[];
  start: number;
  end: number;
  from: number;
  until: number;
  /** Indexes into the document's `provisions`. */
  parent: number | null;
  children: number[];
}

/** One document: metadata, normalised text and its tree in document order (parents before children). */
export interface PolicyDocument {
  meta: DocumentMeta;
  text: string;
  provisions: Provision[];
}

/** A finding of the numbering audit; `line` counts from 1 in the normalised text. */
export interface AuditFinding {
  kind: "gap" | "duplicate" | "reversal" | "inferred";
  documentId: string;
  line: number;
  context: string;
  message: string;
}

/** eId -> questions people ask that the provision answers (`asked-as.yaml`). */
export type AskedAs = Record<string, string[]>;

/** One synonym entry of the lexicon: what people say -> what documents say. */
export interface SynonymEntry {
  say: string[];
  mean: string[];
  weight: number;
  note: string;
}

/** Why the documents leave a question open; the server's refusals know these by the same names. */
export const NOT_ANSWERED_REASONS = [
  "value_missing",
  "not_covered",
  "outcome",
  "advice",
  "outside_region",
  "outside_document",
  "redacted",
] as const;
export type NotAnsweredReason = (typeof NOT_ANSWERED_REASONS)[number];

/** A reviewed example of what people ask and the documents leave open (`not-answered.yaml`). */
export interface NotAnswered {
  id: string;
  /** A document id, a region of the collection, or "all". */
  about: string;
  /** Wordings of the question. */
  examples: string[];
  reason: NotAnsweredReason;
  /** What may be said: true of the corpus as it stands, without a figure. */
  say: string;
  /** The body that a provision names as responsible, and that provision; null where none does. */
  ask: { body: string; provision: string } | null;
  /** Nearest provisions, `<documentId>#<eId>`: to read on, never as support. */
  related: string[];
}

/** A province with the names of its places, for telling the region a question speaks of. */
export interface PlaceEntry {
  region: string;
  names: string[];
  abbreviation: string;
  places: string[];
}

/** 主题: a matter that documents are compared by, and what its provisions are recognised by (`lexicon/themes.yaml`). */
export interface Theme {
  id: string;
  name: string;
  /** What it takes in: one line for those who read a comparison. */
  about: string;
  /** Words of a provision's heading, or of a heading above it. */
  headings: string[];
  /** Words of a sentence that speaks of it. */
  words: string[];
  /** Words that choose which sentence of a recognised provision is quoted; by themselves they recognise nothing. */
  cues: string[];
  /** A heading or a sentence that holds one of these is not of the theme. */
  except: string[];
}

/** Everything under `corpus/lexicon`. */
export interface Lexicon {
  terms: string[];
  synonyms: SynonymEntry[];
  stopwords: string[];
  places: PlaceEntry[];
  themes: Theme[];
}

/** True for leaves that can be evidence: text of the document, not its furniture. */
export function isPassage(provision: Provision): boolean {
  return provision.children.length === 0 && provision.kind !== "heading" && provision.kind !== "header";
}
