/** What the staff's commands and the workbench need of ingest beside the read side: files of the corpus, and trial indexes. */
export { addAskedAs, type ConfirmedQuestion } from "./corpus/add-asked-as.js";
export { addNotAnsweredExample, type ConfirmedExample } from "./corpus/add-not-answered.js";
export { addSynonym, checkedSynonym, readSynonymFile, type SynonymFile } from "./corpus/add-synonym.js";
export { askedAsFile, questionKey, readAskedAsLines, type AskedAsFault, type AskedAsLine } from "./corpus/asked-as-file.js";
export { UNREVIEWED } from "./corpus/fingerprint.js";
export { readSynonyms } from "./corpus/lexicon.js";
export { heldOutFolds, TrialIndex, type HeldOutFold } from "./search-index/held-out.js";
export { passagesOf } from "./search-index/snapshot.js";
export { readMetas } from "./corpus/corpus.js";
export { replaceFile } from "./corpus/replace-file.js";
export { documentMetaSchema } from "./corpus/schemas.js";
export { linkVersions } from "./corpus/versions.js";
export { FORMAT_VERSION } from "./search-index/manifest.js";
export { holdsDocument, publishedGeneration } from "./published.js";
export type { FilePreview, SaidOfItself } from "./preview.js";
export type { FileNote, FileReports } from "./report.js";
