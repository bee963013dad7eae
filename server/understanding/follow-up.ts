import type { CarriedWords, Topic } from "./understanding.js";

/** Words that point back to what was said before. */
const POINTING_BACK = /^(那|那么|它|他|这|该|其|还有|另外|再|然后|呢|行|知道了|好的|嗯|不好意思|不是|不对|错了|要是|如果|换)|它|那个|那些|这个|这些|前(者|一个)|后者|上面|刚才|同样|并列|里头|里面|其中|此外|这样的|类似|也(是|有|要|这么|一样)/;
const ENDING_SHORT = /呢[?？。!！]*$/;
/** 那海信呢，它归谁管: the other thing is named first, and asked about behind it. */
const NAMED_FIRST = /^[^，,。;；]*(?=呢[，,])/;
/** A question longer than this stands alone: one that names a thing, and one that names none. */
const SHORT = 14;
const LONG = 24;
/** 贵州有类似的吗: the thing is asked for again, and not what was asked of it. */
const ASKS_LIKE = /类似|同类|这样的|一样的/;
/** 不是这份，我说的是另一份: the question before is asked again, of another document or place. */
const REDIRECTS = /^(不是|不对|错了|搞错了|我不是).{0,12}((我|俺|咱)(说|问|指|要)的?是|另一?外?(一|的)?(份|个|篇)|别的(那)?(份|个|篇)?|(的|那)(份|个|篇)$)/;
/** Another than the one spoken of, which is not named. */
const THE_OTHER = /另外?一?(份|个|篇)|别的(文件|那份|份|那个)?|其他(文件|那份)/;

/** 我是问前一个: not what was spoken of last, but what was before it. */
const THE_EARLIER = /(前|上)(面|边)?(那)?一个|(之前|先前|最早|一开始|开头)(问|说|讲)?(的)?(那个|那一个)/;

/** What of a thing is asked for. A turn that names one keeps the thing, and lets go of what was asked of it before. */
const MATTER =
  /申报条件|认定条件|基本条件|条件|要求|门槛|资格|认定程序|程序|流程|步骤|手续|材料|专项资金|资金|补贴|补助|奖补|奖励|经费|扶持|政策|支持|方向|领域|目标|规模|任务|责任|职责|义务|分工|保障措施|措施|时间|期限|名单|定义|依据|情形|后果|复核|撤销/g;
/** What a turn says beside its content: it is left out where the question is told whole. */
const FILLER =
  /不是(这|那)(份|个|篇)|我?(说|问|指|要)的?是|另外?一?(份|个|篇)(文件)?|别的(那份|那个|文件)|(这|那)(份|个|篇|些|边|里)|那么|那|呢|还有|另外|再(说说|讲讲|看看)|然后|请问|换成|如果(是|换成)?|要是|改成|同样|也是?(这样|一样)?(吗|么)|怎么样|是?什么情况|有没有|有吗|[吗啊呀吧嘛的了,，、。;；:：?？!！\s]/g;

/** What a turn says of its own, once scope and filler are taken away. */
export interface OwnWords {
  subject: string[];
  matter: string[];
  /** Without places, documents and filler. */
  rest: string;
  /** 那海信呢: it names another thing, of which the same is asked. */
  replaces: boolean;
}

/** What decides which words of a question are its subject. */
export interface SubjectWords {
  words: (text: string) => string[];
  /** True for a term of the field or a name that tells provisions apart. */
  isTelling: (word: string) => boolean;
}

/** @param scope texts of the question that name its place, document, provision or year */
export function ownWordsOf(question: string, scope: readonly string[], { words, isTelling }: SubjectWords): OwnWords {
  const bare = [...scope].sort((a, b) => b.length - a.length).reduce((text, named) => text.replaceAll(named, " "), question);
  const matter = [...new Set(bare.match(MATTER) ?? [])];
  const subject = words(bare.replace(MATTER, " ").replace(FILLER, " ")).filter((word) => word.length >= 2 && isTelling(word));
  const rest = bare.replace(FILLER, " ").replace(/\s+/g, " ").trim();
  return { subject: [...new Set(subject)], matter, rest, replaces: namesAnother(question, subject) };
}

function namesAnother(question: string, subject: readonly string[]): boolean {
  const named = ENDING_SHORT.test(question) ? question : (NAMED_FIRST.exec(question)?.[0] ?? "");
  return subject.some((word) => named.includes(word));
}

/**
 * Whether a question leans on the ones before: it points back, names nothing that provisions are told apart by, or is short.
 * @param namesScope true where it names a place or a document: with a thing of its own it then stands alone
 */
export function isFollowUp(question: string, own: OwnWords, namesScope: boolean): boolean {
  if (POINTING_BACK.test(question) || ENDING_SHORT.test(question)) return true;
  if (own.subject.length === 0) return question.length <= LONG;
  return question.length <= SHORT && !namesScope;
}

export function redirects(question: string): boolean {
  return REDIRECTS.test(question);
}

export function meansTheEarlier(question: string): boolean {
  return THE_EARLIER.test(question);
}

export function meansTheOther(question: string): boolean {
  return THE_OTHER.test(question);
}

/** Nothing of its own but a place, a document or a year: 那江苏呢. It asks again what was asked before. */
export function isBare({ subject, matter, rest }: OwnWords, words: SubjectWords["words"], stopwords: ReadonlySet<string>): boolean {
  return subject.length === 0 && matter.length === 0 && words(rest).every((word) => stopwords.has(word) || word.length < 2);
}

/** How much carried words count beside a turn's own, by what it leaves unsaid. */
const WEIGHT = { asked: 0.8, subject: 0.5, matter: 0.4, before: 0.4 } as const;

/**
 * What a leaning turn takes over: all that was asked where it is bare; else the thing spoken of, unless it names another, and
 * what was asked of it, unless it asks for something else. The age of a turn does not count: a topic holds until it is replaced.
 * @param before the topic of the turn before, which holds what that one took over
 */
export function carriedFrom(before: Topic, own: OwnWords, bare: boolean): CarriedWords[] {
  if (ASKS_LIKE.test(own.rest) && before.subject.length > 0) return [{ text: before.subject.join(" "), weight: WEIGHT.asked }];
  if (bare) return before.asked === "" ? [] : [{ text: before.asked, weight: WEIGHT.asked }];
  const carried: CarriedWords[] = [];
  const subject = before.subject.filter((word) => !own.subject.includes(word));
  if (subject.length > 0 && !own.replaces) carried.push({ text: subject.join(" "), weight: WEIGHT.subject });
  if (own.matter.length === 0 && before.matter.length > 0) carried.push({ text: before.matter.join(" "), weight: WEIGHT.matter });
  const rest = without(before.asked, [...before.subject, ...before.matter]);
  if (rest !== "") carried.push({ text: rest, weight: WEIGHT.before });
  return carried;
}

const MOST_SUBJECTS = 4;

/** The topic after a turn: what it names replaces what was spoken of, the rest holds on. */
export function topicAfter(own: OwnWords, before: Topic | null, bare: boolean): Topic {
  if (before === null) return { subject: own.subject, matter: own.matter, asked: own.rest };
  if (bare) return before;
  return {
    subject: own.replaces ? own.subject : [...new Set([...own.subject, ...before.subject])].slice(0, MOST_SUBJECTS),
    matter: own.matter.length > 0 ? own.matter : before.matter,
    asked: [own.replaces ? "" : before.subject.filter((word) => !own.subject.includes(word)).join(" "), own.matter.length === 0 ? before.matter.join(" ") : "", own.rest].filter((part) => part !== "").join(" "),
  };
}

function without(text: string, parts: readonly string[]): string {
  return parts.reduce((rest, part) => rest.replaceAll(part, " "), text).replace(/\s+/g, " ").trim();
}
