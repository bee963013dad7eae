import { describe, expect, it } from "vitest";
import type { QuestionCase } from "../../../bench/eval/question-set.js";
import { scoreCase } from "../../../bench/eval/scoring.js";
import type { Answer } from "../../../server/schemas/objects.js";
import { AS_OF, checkedOf, withCitation } from "../../support/checked.js";
import { ESSAY, MEASURES, PLAN } from "../../support/guarded-documents.js";

const QUESTION: QuestionCase = {
  id: "d-1",
  type: "lookup",
  persona: "staff",
  turns: ["多久复核一次"],
  evidence: [[{ doc: "trial-measures", quote: "每三年复核一次" }], [{ doc: "other-plan", quote: "没有这句" }, { doc: "other-plan", quote: "公示5个工作日" }]],
  facts: [["三年", "3年"], ["征求意见稿"]],
  forbidden: ["五年"],
  refuse: false,
  draft: true,
};
const checked = checkedOf([
  { document: MEASURES, eId: "art_2" },
  { document: PLAN, eId: "art_1" },
]);
const judge = { documents: checked.documents, asOf: AS_OF };
const ANSWER: Answer = {
  ...checked,
  conversationId: "c",
  answerId: "a",
  outcome: "answered",
  suggestions: [],
  snapshot: "s",
  timings: { totalMs: 3, retrieveMs: 1 },
};
const REFUSED: Answer = { ...ANSWER, outcome: "refused", answer: "没有收录。", citations: [], notices: [] };
const score = (answer: Partial<Answer>, question: Partial<QuestionCase> = {}) => scoreCase({ ...QUESTION, ...question }, { ...ANSWER, ...answer }, judge);

describe("the score of an answer", () => {
  it("is right where evidence and facts are complete; facts may stand in a notice", () => {
    expect(score({})).toMatchObject({ right: true, evidence: 1, facts: 1, told: { draft: true, expired: true, background: null }, totalMs: 3, citations: 2 });
  });

  it("asks for evidence inside a quote, not merely in a cited provision", () => {
    const [citation] = ANSWER.citations;
    const end = citation!.start + citation!.quote.indexOf("复核");
    const shorter = withCitation(checked, 0, { end, quote: MEASURES.text.slice(citation!.start, end) });
    expect(score({ citations: shorter.citations })).toMatchObject({ right: false, evidence: 0.5, brokenCitations: 0 });
  });

  it("finds a broken citation, a forbidden phrase and a missing fact", () => {
    expect(score({ citations: withCitation(checked, 0, { start: 0 }).citations })).toMatchObject({ right: false, brokenCitations: 1 });
    expect(score({ answer: `${ANSWER.answer}五年` })).toMatchObject({ right: false, forbidden: ["五年"] });
    expect(score({ answer: "每年复核一次[1][2]" })).toMatchObject({ right: false, facts: 0.5 });
  });

  it.each(["draft", "expired"] as const)("is not right where the reader is not told of %s", (kind) => {
    const notices = ANSWER.notices.filter((notice) => notice.kind !== kind);
    const facts = [["三年"]];
    expect(score({}, { facts })).toMatchObject({ right: true });
    expect(score({ notices }, { facts })).toMatchObject({ right: false, told: { [kind]: false } });
  });

  it("asks for the notice beside a text that is no policy", () => {
    const essay = checkedOf([{ document: ESSAY, eId: "art_1" }]);
    const on = (notices: Answer["notices"]) => scoreCase({ ...QUESTION, evidence: [], facts: [] }, { ...ANSWER, ...essay, notices }, { ...judge, documents: essay.documents });
    expect(on(essay.notices)).toMatchObject({ right: true, told: { background: true } });
    expect(on([])).toMatchObject({ right: false, told: { background: false } });
  });

  it("does not ask for a period's notice before it ends", () => {
    const before = scoreCase(QUESTION, { ...ANSWER, notices: ANSWER.notices.filter(({ kind }) => kind === "draft") }, { ...judge, asOf: "2025-12-31" });
    expect(before).toMatchObject({ right: true, told: { expired: null } });
  });

  it("tells a refusal that was due from one that was not", () => {
    expect(scoreCase(QUESTION, REFUSED, judge)).toMatchObject({ right: false, refusedWrongly: true, refusedRightly: false, evidence: 0, facts: 0 });
    const toRefuse = { ...QUESTION, refuse: true, evidence: [], facts: [] };
    expect(scoreCase(toRefuse, REFUSED, judge)).toMatchObject({ right: true, refusedRightly: true, refusedWrongly: false });
    expect(scoreCase(toRefuse, ANSWER, judge)).toMatchObject({ right: false, refusedRightly: false });
  });

  it("takes a question for a list from three needed provisions on", () => {
    const group = QUESTION.evidence[0]!;
    expect(score({}, { evidence: [group, group] }).list).toBe(false);
    expect(score({}, { evidence: [group, group, group] }).list).toBe(true);
  });
});
