import type { WrittenClaim } from "./check.js";

/** Words that hold an answer together and claim nothing. */
const JOINING = new Set(
  "根据 按照 依据 依照 规定 明确 提出 其中 此外 另外 同时 以及 包括 包含 具体 如下 以下 主要 分别 对于 关于 属于 作为 进行 通过 有关 相关 方面 这些 那些 该项 上述 前述 也就是 即为 还有 还要 而且 并且 或者 如果 因此 所以 第二 首先 其次 最后 原文 条款 文件 没有 拟规定 拟定 认为 这份 所问 问题".split(" "),
);
/** Words that say how binding something is; a group says the same. */
const MODALS: readonly (readonly string[])[] = [
  ["可以", "可"], ["应当", "应", "须", "必须", "需要", "需", "要"], ["不得", "不能", "不可", "严禁", "禁止"], ["一律"], ["全部", "所有", "全体"], ["仅", "只能", "只有", "唯一"],
  ["任何"], ["至少", "不低于", "不少于", "以上"], ["最多", "最高", "不超过", "不高于", "以内", "上限"], ["优先"], ["直接"], ["自动"], ["无条件"], ["立即", "马上"], ["永久", "长期"], ["保证", "确保", "一定"], ["每年", "每一年"],
];
const NEGATION = /[不未无没非免勿否禁]/;
const CLAUSE = /[，,。；;：:！？\n]/;
/** Neighbouring characters of a claim that also stand side by side in its source: below this it says something else with the same words. */
const LEAST_SHARED = 0.55;

/** Every content word of the claim stands in the cited text or is the lay word for one that does, and the words stand as they do there. */
export function wordsCheck(claim: WrittenClaim): string | null {
  const { text, source, names, snapshot } = claim;
  const known = `${source}\n${names}`;
  const words = snapshot.tokenizer.words(text).filter((word) => /^\p{Script=Han}{2,}$/u.test(word) && !JOINING.has(word));
  const invented = words.find((word) => !known.includes(word) && !sameInLayWords(word, known, claim));
  if (invented !== undefined) return `“${invented}”不在引文中`;
  return modality(text, source) ?? polarity(text, source) ?? arrangement(text, known);
}

function sameInLayWords(word: string, known: string, { snapshot }: WrittenClaim): boolean {
  const isModal = MODALS.some((group) => group.includes(word));
  return isModal || snapshot.lexicon.synonyms.some(({ say, mean }) => say.includes(word) && mean.some((meaning) => known.includes(meaning)));
}

function modality(text: string, source: string): string | null {
  const claimed = MODALS.find((group) => group.some((word) => word.length > 1 && text.includes(word)) && !group.some((word) => source.includes(word)));
  return claimed === undefined ? null : `“${claimed.find((word) => text.includes(word))!}”不是引文的意思`;
}

/** A clause denies where the clause of the source that is most like it denies, and nowhere else. */
function polarity(text: string, source: string): string | null {
  const clauses = source.split(CLAUSE).filter((clause) => clause.trim() !== "");
  for (const said of text.split(CLAUSE)) {
    const pairs = pairsOf(said);
    if (pairs.length < 2) continue;
    const like = clauses.map((clause) => ({ clause, shared: share(pairs, clause) })).reduce((best, one) => (one.shared > best.shared ? one : best), { clause: "", shared: 0 });
    if (NEGATION.test(said) !== NEGATION.test(like.clause)) return "肯定和否定与引文不一致";
  }
  return null;
}

function arrangement(text: string, known: string): string | null {
  const pairs = pairsOf(text);
  return pairs.length > 0 && share(pairs, known) < LEAST_SHARED ? "与引文的说法相差太远" : null;
}

/** Han characters that stand side by side. */
function pairsOf(text: string): string[] {
  return (text.match(/\p{Script=Han}+/gu) ?? []).flatMap((run) => Array.from({ length: run.length - 1 }, (_, i) => run.slice(i, i + 2)));
}

function share(pairs: readonly string[], source: string): number {
  return pairs.filter((pair) => source.includes(pair)).length / pairs.length;
}
