import { join } from "node:path";
import type { Lexicon, SynonymEntry } from "../model.js";
import { checkTerms } from "../segment/jieba.js";
import { placesSchema, synonymsSchema } from "./schemas.js";
import { readThemes } from "./themes.js";
import { readText, readYaml } from "./yaml-file.js";

/** Reads `corpus/lexicon`: segmenter terms, synonyms, stop words, places and themes. @throws CorpusError */
export function readLexicon(corpusFolder: string): Lexicon {
  const folder = join(corpusFolder, "lexicon");
  const terms = readWordList(join(folder, "terms.txt"), "lexicon/terms.txt");
  checkTerms(terms);
  return {
    terms,
    synonyms: readSynonyms(join(folder, "synonyms.yaml"), "lexicon/synonyms.yaml"),
    stopwords: readWordList(join(folder, "stopwords.txt"), "lexicon/stopwords.txt"),
    places: readYaml(join(folder, "places.yaml"), "lexicon/places.yaml", placesSchema),
    themes: readThemes(folder),
  };
}

/** @param name how the file is called in messages @throws CorpusError */
export function readSynonyms(path: string, name: string): SynonymEntry[] {
  return readYaml(path, name, synonymsSchema);
}

/** One word a line; empty lines and lines that begin with # are left out, and so are repeated words. */
function readWordList(path: string, name: string): string[] {
  const lines = readText(path, name).split(/\r?\n/).map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== "" && !line.startsWith("#")))];
}
