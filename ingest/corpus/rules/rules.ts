import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { CorpusError } from "../../errors.js";
import { isPassage, type PolicyDocument, type Provision } from "../../model.js";
import { findQuantities } from "../../segment/quantities.js";
import { readYaml } from "../yaml-file.js";
import { factsOf } from "./expression-facts.js";
import { ruleSetSchema, type Expression, type FactDefinition, type RuleSet } from "./schema.js";

const FOLDER = "rules";
const nameOf = (id: string): string => `${FOLDER}/${id}.yaml`;

/** Reads `corpus/rules/*.yaml` in the order of their names; a corpus without the folder has none. @throws CorpusError */
export function readRules(corpusFolder: string): RuleSet[] {
  const folder = join(corpusFolder, FOLDER);
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith(".yaml")).sort();
  return names.map((name) => {
    const rules = readYaml(join(folder, name), `${FOLDER}/${name}`, ruleSetSchema);
    if (nameOf(rules.id) !== `${FOLDER}/${name}`) throw new CorpusError(`${FOLDER}/${name}`, "id", `应与文件同名，实际是「${rules.id}」`);
    return rules;
  });
}

/**
 * Everything that a rule set names must be there: its document, every provision, every quote to the character inside its
 * provision, every figure that is told, and every fact that an expression speaks of, with values that the fact has.
 * @param read gives a document of the corpus, null where there is none
 * @throws CorpusError naming the file, the condition and the field
 */
export function checkRules(ruleSets: readonly RuleSet[], read: (id: string) => PolicyDocument | null): void {
  for (const rules of ruleSets) {
    const document = read(rules.document);
    if (!document) throw new CorpusError(nameOf(rules.id), "document", `没有收录这份文件：「${rules.document}」`);
    checkProvisions(rules, document);
    checkFigures(rules, document);
    checkFacts(rules);
  }
}

function checkProvisions({ id, conditions, facts, applicant, steps, afterwards }: RuleSet, document: PolicyDocument): void {
  const named = (eId: string, field: string): Provision => {
    const provision = document.provisions.find((one) => one.eId === eId);
    if (!provision || !isPassage(provision)) throw new CorpusError(nameOf(id), field, `《${document.meta.title}》没有这个条款：「${eId}」（应为最小一级条款）`);
    return provision;
  };
  const quoted = (rule: { eId: string; quote: string }, field: string): void => {
    const { start, end } = named(rule.eId, `${field}.eId`);
    if (!document.text.slice(start, end).includes(rule.quote)) throw new CorpusError(nameOf(id), `${field}.quote`, `${rule.eId} 的原文里没有「${rule.quote}」`);
  };
  for (const condition of conditions) {
    quoted(condition, condition.id);
    for (const eId of condition.also) named(eId, `${condition.id}.also`);
    if (condition.basic !== null) named(condition.basic, `${condition.id}.basic`);
  }
  steps.forEach((step, i) => quoted(step, `steps.${i}`));
  for (const rule of afterwards) quoted(rule, `afterwards.${rule.id}`);
  named(applicant.provision, "applicant.provision");
  for (const { id: fact, choices } of facts.filter(hasChoices)) for (const { cites } of choices) for (const eId of cites) named(eId, `${fact}.cites`);
}

/** What a person is told of the rules holds no figure that their document has not. */
function checkFigures({ id, facts, conditions, applicant }: RuleSet, { text }: PolicyDocument): void {
  const known = new Set(findQuantities(text).map(({ canonical }) => canonical));
  const check = (field: string, said: readonly (string | null)[]): void => {
    const loose = said.flatMap((one) => findQuantities(one ?? "")).find(({ canonical }) => !known.has(canonical));
    if (loose) throw new CorpusError(nameOf(id), field, `「${loose.canonical}」在文件原文里没有，不应这样说`);
  };
  for (const fact of facts) check(fact.id, [fact.name, fact.ask, ...("choices" in fact ? fact.choices.flatMap(({ label, advice }) => [label, advice]) : [])]);
  for (const condition of conditions) check(condition.id, [condition.title]);
  check("applicant.say", [applicant.say]);
}

function checkFacts({ id, facts, conditions, afterwards }: RuleSet): void {
  const fail = (field: string, fault: string): never => {
    throw new CorpusError(nameOf(id), field, fault);
  };
  const byId = new Map(facts.map((fact) => [fact.id, fact]));
  const twice = repeated(facts) ?? repeated(conditions);
  if (twice !== undefined) fail(`${twice}.id`, "与另一条重复");
  for (const { id: part, of } of facts.flatMap((fact) => ("of" in fact ? [fact] : []))) {
    if (of !== null && byId.get(of)?.type !== "self_assessment") fail(`${part}.of`, `没有「${of}」这一项自评`);
  }
  for (const { id: condition, when, only } of conditions) {
    for (const expression of [when, only ?? []].flat()) checkExpression(expression, byId, (fault) => fail(`${condition}.when`, fault));
  }
  for (const { id: deadline, from } of afterwards) if (from !== null && byId.get(from)?.type !== "number") fail(`afterwards.${deadline}.from`, `「${from}」不是数字`);
}

function repeated(list: readonly { id: string }[]): string | undefined {
  return list.find((one, i) => list.findIndex((other) => other.id === one.id) < i)?.id;
}

function checkExpression(expression: Expression, facts: ReadonlyMap<string, FactDefinition>, fail: (fault: string) => never): void {
  for (const { fact, types, values } of factsOf(expression)) {
    const definition = facts.get(fact) ?? fail(`没有「${fact}」这一项事实`);
    if (!types.includes(definition.type)) fail(`「${fact}」是 ${definition.type}，应为 ${types.join("、")}`);
    const known = hasChoices(definition) ? definition.choices.map(({ value }) => value) : [];
    const unknown = values.find((value) => !known.includes(value));
    if (unknown !== undefined) fail(`「${fact}」没有选项「${unknown}」`);
  }
}

type WithChoices = Extract<FactDefinition, { choices: unknown }>;
function hasChoices(fact: FactDefinition): fact is WithChoices {
  return "choices" in fact;
}
