import type { Answer } from "../../server/schemas/objects.js";

/** What an answer is, by kind and in words. It stays with the answer wherever it goes: screen, copy, print. */
export interface AnswerLabel {
  kind: "refused" | "unclear" | "model" | "extractive";
  text: string;
}

/** A refusal rests on no provision and no model wrote it, whatever the mode: it is named for what it is. */
export function answerLabel({ outcome, mode }: Pick<Answer, "outcome" | "mode">): AnswerLabel {
  if (outcome === "refused") return { kind: "refused", text: "未作回答" };
  if (outcome === "needs_clarification") return { kind: "unclear", text: "请补充说明" };
  return mode === "model" ? { kind: "model", text: "AI 生成，仅供参考" } : { kind: "extractive", text: "原文摘录" };
}

/** An answer as it is told to screen readers, in the order of the screen: what it is, what to know first, the text. */
export function spokenAnswer(answer: Answer): string {
  return [`${answerLabel(answer).text}。`, ...answer.notices.map(({ text }) => text), answer.answer].join("");
}
