import { describe, expect, it } from "vitest";
import { DEFAULT_BM25 } from "../../../ingest/search-index/bm25.js";
import { heldOutFolds } from "../../../ingest/search-index/held-out.js";
import { InvertedIndexBuilder } from "../../../ingest/search-index/inverted-index.js";
import { lexicalIndexOf } from "../../../ingest/search-index/lexical-index.js";
import { LexicalSearcher } from "../../../ingest/search-index/lexical-search.js";
import { passageTerms } from "../../../ingest/search-index/passage-terms.js";
import { termNames } from "../../../ingest/segment/tokenizer.js";
import { openRealSnapshot } from "../../support/snapshot.js";

const { passages, tokenizer } = openRealSnapshot();

describe("heldOutFolds", () => {
  it("holds every question out once, with the passage it stands under", () => {
    const some = passages.slice(0, 5).map((passage, index) => ({ ...passage, index }));
    const held = [...heldOutFolds(some, tokenizer)].flatMap((fold) => fold.questions);
    const asked = some.flatMap((passage) => passage.askedAs.map((question) => `${passage.index} ${question}`));
    expect(held.map(({ passage, question }) => `${passage.index} ${question}`).sort()).toEqual(asked.sort());
  });

  it("searches as an index does that was built without the questions of the fold", () => {
    const some = [{ ...passages[0]!, askedAs: ["多久复核一次", "几年复核"] }, { ...passages[1]!, askedAs: ["资金支持什么"] }].map((passage, index) => ({ ...passage, index }));
    const folds = [...heldOutFolds(some, tokenizer)];
    expect(folds).toHaveLength(2);
    folds.forEach((fold, n) => {
      const builder = new InvertedIndexBuilder(DEFAULT_BM25);
      for (const passage of some) builder.add(passageTerms({ ...passage, askedAs: passage.askedAs.filter((_, i) => i !== n) }, tokenizer));
      const plain = new LexicalSearcher(lexicalIndexOf(builder.finish()));
      for (const question of ["多久复核一次", "几年复核", "资金支持什么", "先进制造业"]) {
        const query = new Map(termNames(tokenizer.terms(question)).map((term) => [term, 1]));
        expect(fold.lexical.search(query, 5)).toEqual(plain.search(query, 5));
      }
    });
  });

  it("gives nothing where nobody has asked anything", () => {
    expect([...heldOutFolds([{ ...passages[0]!, index: 0, askedAs: [] }], tokenizer)]).toEqual([]);
  });
});
