/** A stretch of what was said that says one thing. */
export interface Clause {
  text: string;
  /** Number of its sentence, from 0. */
  sentence: number;
  /** True where it is a question. */
  asks: boolean;
}

const SENTENCE = /([。!?;\n]|\.{3,}|…+)/;
/** 但是, 不过, 就是 turn: what stands behind them is another thing. */
const CLAUSE = /[,，:：()（）]|(?=但是|但(?!是)|不过|可是|只是|(?<!我|们|其实|那|也)就是(?=[^,，。]{4})|唯独|除了)/;
const QUESTION_WORD = /吗|行不行|能不能|可不可以|够不够|够格|能成不|能报不|行不|影不影响|对吧|对口吧|怎么办|咋办|没事了吧|呢$/;

/** Cuts a told situation into sentences and clauses, in order. @param text folded: half-width punctuation, no quotation marks */
export function clausesOf(text: string): Clause[] {
  const pieces = text.split(SENTENCE);
  const clauses: Clause[] = [];
  for (let i = 0; i < pieces.length; i += 2) {
    const parts = pieces[i]!.split(CLAUSE).map((part) => part.trim()).filter((part) => part !== "");
    const asked = pieces[i + 1] === "?";
    parts.forEach((part, at) => clauses.push({ text: part, sentence: i / 2, asks: (asked && at === parts.length - 1) || QUESTION_WORD.test(part) }));
  }
  return clauses;
}
