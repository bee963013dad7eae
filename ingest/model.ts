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

/** What part of the document a provision is. Leaves of kind `heading`, `header` and `contents` are not passages to retrieve. */
export type ProvisionKind =
  | "header"
  | "title"
  | "edition"
  | "docnum"
  | "salutation"
  | "cover"
  | "preface"
  | "contents"
  | "enclosures"
  | "signature"
  | "attachment"
  | "division"
  | "part"
  | "subpart"
  | "chapter"
  | "section"
  | "supplement"
  | "article"
  | "clause"
  | "sec"
  | "subsec"
  | "item"
  | "stem"
  | "point"
  | "subpoint"
  | "half"
  | "circle"
  | "letter"
  | "dash"
  | "heading"
  | "intro"
  | "para"
  | "table"
  | "row";

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

/** A place in a document's text (`start..end`) that names provisions of the same document. */
export interface OwnReference {
  start: number;
  end: number;
  /** eId of the leaf that it stands in. */
  from: string;
  /** eIds of what it names, in order: 第十条至第十二条 names three. */
  eIds: string[];
}

/** A term that a document defines (是指) or gives as a short name (以下简称), and the words that do so: `start..end` of its text. */
export interface Definition {
  term: string;
  kind: "meaning" | "short_name";
  start: number;
  end: number;
  /** eId of the leaf that it stands in. */
  from: string;
}

/** What reading lost, moved or guessed, in Chinese. */
export interface ReadingNote {
  kind:
    | "format" // read by its content, not by its extension
    | "converted" // through LibreOffice
    | "encoding"
    | "numbering" // automatic numbers written out
    | "tables"
    | "images"
    | "footnotes"
    | "text_boxes"
    | "revisions"
    | "left_out" // page furniture, tables of contents, hidden text
    | "layout" // lines joined, columns put in order
    | "ocr";
  text: string;
}

/** The file that a document was read from, which stays as it was published. */
export interface SourceRecord {
  file: string;
  /** txt, md, html, docx, pdf, ofd, office, rtf. */
  format: string;
  sha256: string;
  notes: ReadingNote[];
}

/** One document: metadata, normalised text, its tree in document order (parents before children), and what its text says of itself. */
export interface PolicyDocument {
  meta: DocumentMeta;
  text: string;
  provisions: Provision[];
  references: OwnReference[];
  definitions: Definition[];
  /** Of a document that was read from a file. */
  source?: SourceRecord;
}

/** A place in a text that names another document, or provisions of one, by its title or short name. */
export interface ForeignMention {
  start: number;
  end: number;
  from: string;
  /** As written, without 《》; for a bare one the words that end with the name. */
  title: string;
  bare: boolean;
  /** Empty where the document as a whole is named. */
  parts: ReferencePart[];
  last: number | null;
  line: number;
  /** The words themselves, the name of the document with them. */
  said: string;
}

/** A place in a text that names another document of the collection; no eIds where it names the document as a whole. */
export interface ForeignReference extends OwnReference {
  documentId: string;
}

/** One step of a reference, outermost first: 第六条第（三）项 -> article 6, item 3. */
export interface ReferencePart {
  element: "att" | "part" | "chp" | "sect" | "art" | "para" | "item" | "subitem" | "sec" | "subsec" | "point";
  ordinal: number;
  insertion: number | null;
}

/** A reference in a text of the corpus that leads nowhere; `line` counts from 1. */
export interface UnresolvedReference {
  documentId: string;
  line: number;
  text: string;
  /** The document has no such provision; no document of the corpus has this name. */
  reason: "no_such_provision" | "unknown_document";
}

/** A document that was left out because its source file cannot be read. */
export interface SourceFailure {
  documentId: string;
  file: string;
  reason: string;
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

const NO_PASSAGE: ReadonlySet<ProvisionKind> = new Set(["heading", "header", "contents"]);

/** True for leaves that can be evidence: text of the document, not its furniture. */
export function isPassage(provision: Provision): boolean {
  return provision.children.length === 0 && !NO_PASSAGE.has(provision.kind);
}
