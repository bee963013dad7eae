import { appendFileSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { corpusFingerprint } from "../../../ingest/corpus/fingerprint.js";
import { tempFolder } from "../../support/temp-folder.js";
import { TINY_CORPUS, writeTinyCorpus } from "../../support/tiny-corpus.js";

describe("corpusFingerprint", () => {
  it("is the same for the same files, wherever the folder stands", () => {
    expect(corpusFingerprint([writeTinyCorpus(tempFolder())])).toBe(corpusFingerprint([writeTinyCorpus(tempFolder())]));
  });

  it.each(Object.keys(TINY_CORPUS))("changes with one byte more in %s", (name) => {
    const corpus = writeTinyCorpus(tempFolder());
    const before = corpusFingerprint([corpus]);
    appendFileSync(join(corpus, name), "\n");
    expect(corpusFingerprint([corpus])).not.toBe(before);
  });

  it("changes when a file comes, goes or gets another name", () => {
    const corpus = writeTinyCorpus(tempFolder());
    const seen = [corpusFingerprint([corpus])];
    mkdirSync(join(corpus, "rules"));
    writeFileSync(join(corpus, "rules/a.yaml"), "");
    seen.push(corpusFingerprint([corpus]));
    renameSync(join(corpus, "rules/a.yaml"), join(corpus, "rules/b.yaml"));
    seen.push(corpusFingerprint([corpus]));
    rmSync(join(corpus, "lexicon/stopwords.txt"));
    seen.push(corpusFingerprint([corpus]));
    expect(new Set(seen).size).toBe(4);
  });

  it("does not mind hidden files, such as an editor's", () => {
    const corpus = writeTinyCorpus(tempFolder());
    const before = corpusFingerprint([corpus]);
    writeFileSync(join(corpus, ".swp"), "x");
    expect(corpusFingerprint([corpus])).toBe(before);
  });

  it("does not mind drafts that wait for review", () => {
    const corpus = writeTinyCorpus(tempFolder());
    const before = corpusFingerprint([corpus]);
    writeFileSync(join(corpus, "documents/trial-measures/asked-as.suggested.yaml"), "art_1: [问]\n");
    expect(corpusFingerprint([corpus])).toBe(before);
  });

  it("counts further paths: a text file's bytes are part of it", () => {
    const folder = tempFolder();
    const corpus = writeTinyCorpus(folder);
    const extra = join(folder, "notes.txt");
    writeFileSync(extra, "甲");
    const before = corpusFingerprint([corpus, extra]);
    expect(before).not.toBe(corpusFingerprint([corpus]));
    writeFileSync(extra, "乙");
    expect(corpusFingerprint([corpus, extra])).not.toBe(before);
  });
});
