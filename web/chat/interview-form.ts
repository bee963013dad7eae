import type { Answer, AskedFact } from "../../server/schemas/objects.js";
import { button, element, setChildren, type Child } from "../ui/element.js";
import type { AnswerActions } from "./answer-actions.js";

const NOT_KNOWN = "不知道";
const LEVELS = ["等级不清楚", "一般", "较大", "重大", "特别重大"] as const;

type Ask = AnswerActions["ask"];

/**
 * What a self-assessment asks, as buttons or a field of its own; an answer is sent as the words that a person would write, and who
 * would rather write does. It can always be said that one does not know.
 */
export function interviewForm(asked: AskedFact, actions: AnswerActions): HTMLElement {
  const id = `asked-${asked.id}`;
  const title = element("p", { class: "chips__title", id }, `${asked.question}（请选择或填写，也可以自己写）`);
  return element("div", { class: "interview", role: "group", "aria-labelledby": id, tabindex: "-1" }, title, ...controls(asked, actions));
}

/** The answer of a turn that is over: its question has had its answer. */
export function withoutForm(answer: Answer): Answer {
  return answer.eligibility ? { ...answer, eligibility: { ...answer.eligibility, asked: undefined } } : answer;
}

function controls(asked: AskedFact, actions: AnswerActions): HTMLElement[] {
  const { type, choices = [], question, incident } = asked;
  if (type === "choices") return [boxes(choices, actions)];
  if (type === "number") return [numberField(asked, actions)];
  const answers = type === "choice" ? choices : question.includes("有没有") ? ["有", "没有"] : ["是", "不是"];
  return [answerButtons(type === "incidents" ? [] : answers, actions.ask), ...(incident === undefined ? [] : [incidentField(incident, actions)])];
}

function answerButtons(answers: readonly string[], ask: Ask): HTMLElement {
  const items = [...answers, NOT_KNOWN].map((answer) => element("li", {}, button({ class: "chip" }, () => ask(answer), answer)));
  return element("ul", { class: "chips__list" }, ...items);
}

/** Several may be ticked, and are sent together. */
function boxes(choices: readonly string[], { ask, announcer }: AnswerActions): HTMLElement {
  const inputs = choices.map((choice) => element("input", { type: "checkbox", value: choice }));
  const lines = inputs.map((input, i) => element("label", { class: "interview__box" }, input, choices[i]!));
  const fault = element("p", { class: "interview__fault" });
  return form([...lines, fault], ask, () => {
    const ticked = inputs.filter(({ checked }) => checked).map(({ value }) => value);
    if (ticked.length > 0) return ask(ticked.join("、"));
    say(fault, "请至少选一项，不清楚就按“不知道”。", announcer);
  });
}

/** A whole number between two others, in its unit. */
function numberField({ question, least = 0, most = Number.MAX_SAFE_INTEGER, unit = "" }: AskedFact, { ask, announcer }: AnswerActions): HTMLElement {
  const input = element("input", { class: "interview__field", type: "text", inputmode: "numeric", autocomplete: "off", "aria-label": question });
  const fault = element("p", { class: "interview__fault" });
  return form([element("p", { class: "interview__row" }, input, unit), fault], ask, () => {
    const value = Number(input.value.trim());
    if (/^\d+$/.test(input.value.trim()) && value >= least && value <= most) return ask(`${value}${unit}`);
    say(fault, `请填 ${least} 到 ${most} 的整数${unit === "" ? "" : `，单位是${unit}`}。`, announcer);
    input.focus();
  });
}

/** Something that was, with its month and how grave it was: whether it counts is for the server to judge. */
function incidentField(incident: string, { ask, announcer }: AnswerActions): HTMLElement {
  const month = element("input", { class: "interview__field", type: "month", max: new Date().toISOString().slice(0, 7), "aria-label": "哪年哪月", placeholder: "2024-05" });
  const level = element("select", { class: "interview__field", "aria-label": "等级" }, ...LEVELS.map((name) => element("option", { value: name }, name)));
  const fault = element("p", { class: "interview__fault" });
  const tell = (): void => {
    const [, year, monthOf] = /^(\d{4})-(\d\d)$/.exec(month.value) ?? [];
    if (year !== undefined && month.value <= month.max) return ask(`${year}年${Number(monthOf)}月发生过${level.value === LEVELS[0] ? "" : level.value}${incident}${level.value === LEVELS[0] ? "，等级不清楚" : ""}`);
    say(fault, "请填发生的年份和月份，写作 2024-05，不晚于本月。", announcer);
    month.focus();
  };
  const row = element("p", { class: "interview__row" }, month, level, button({ class: "chip" }, tell, "填好了"));
  return element("details", { class: "interview__more" }, element("summary", {}, `发生过${incident}，写明时间和等级`), row, fault);
}

function form(fields: readonly Child[], ask: Ask, send: () => void): HTMLElement {
  const submit = element("button", { type: "submit", class: "chip" }, "确定");
  const node = element("form", { novalidate: "" }, ...fields, element("p", {}, submit, " ", button({ class: "chip" }, () => ask(NOT_KNOWN), NOT_KNOWN)));
  node.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  return node;
}

function say(fault: HTMLElement, text: string, announcer: AnswerActions["announcer"]): void {
  setChildren(fault, text);
  announcer.say(text);
}
