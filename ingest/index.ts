/** The read side of ingest: all that answering a question needs. */
export { openSnapshot, openSnapshotById, openGeneration, type Passage, type Snapshot } from "./search-index/snapshot.js";
export { CorpusError, EndpointError, SettingError, SnapshotError } from "./errors.js";
export { endpointVariables, INGEST_VARIABLES, readEndpoint, readIngestConfig, type IngestConfig } from "./config.js";
export { CONFIG_FILE, milliseconds, Settings, wholeNumber, type Environment, type Values, type Variables } from "./settings.js";
export { JsonEndpoint, type EndpointSettings } from "./endpoint/json-endpoint.js";
export { isDay, isoDay } from "./days.js";
export type { Embedder } from "./embed/embedder.js";
export type { EmbeddingSettings } from "./embed/openai-embedder.js";
export {
  isPassage,
  NOT_ANSWERED_REASONS,
  STATUSES,
  type AskedAs,
  type DocumentMeta,
  type Lexicon,
  type NotAnswered,
  type NotAnsweredReason,
  type PlaceEntry,
  type PolicyDocument,
  type Provision,
  type ReferencePart,
  type OwnReference,
  type Definition,
  type ForeignReference,
  type ProvisionKind,
  type Status,
  type SynonymEntry,
  type VersionLinks,
  type Theme,
} from "./model.js";
export { startOf } from "./corpus/versions.js";
export { factsOf, type NamedFact } from "./corpus/rules/expression-facts.js";
export {
  INCIDENT_KINDS,
  INCIDENT_LEVELS,
  type Choice,
  type Condition,
  type DeadlineRule,
  type Expression,
  type FactDefinition,
  type IncidentKind,
  type IncidentLevel,
  type RuleSet,
  type SpokenFact,
} from "./corpus/rules/schema.js";
export { auditNumbering } from "./structure/audit.js";
export { leavesOf, structureText } from "./structure/structure.js";
export { scanMarker } from "./structure/markers.js";
export { isNumeralCode, parseNumeral, toChinese } from "./structure/numerals.js";
export { completeReference, findReferences, isComplete, type Reference } from "./segment/references.js";
export { ProvisionFinder } from "./references/provision-finder.js";
export { findDocNumbers, findQuantities, type Quantity, type QuantityKind } from "./segment/quantities.js";
export { BIGRAM_PREFIX, foldText, termName, termNames, UNIGRAM_PREFIX, WORD_PREFIX, type Terms, type Tokenizer } from "./segment/tokenizer.js";
export { locateWords, type LocatedWord } from "./segment/locate-words.js";
export type { LexicalSearcher } from "./search-index/lexical-search.js";
export type { ScoredPassage } from "./search-index/top-passages.js";
export { alignedCopy, float32View, packArrays, uint32View, unpackArrays } from "./search-index/binary-file.js";
export type { VectorSearcher } from "./search-index/vector-search.js";
/** Files that are known to be on disk, whole: for the server's own as for a snapshot's. */
export { readSeal, type Seal } from "./search-index/sealed-file.js";
export { syncFile, writeSynced } from "./search-index/snapshot-files.js";
export { storageFault } from "./storage-fault.js";
