import { z } from "zod";
import type { Engine } from "../chat/engine.js";
import { deadlinesFor } from "../eligibility/deadlines.js";
import { assess, rulesOf, taken } from "../lookup/assess.js";
import { documentOf, provisionOf, summaryOf } from "../lookup/documents.js";
import { searchProvisions, type ProvisionSearch } from "../lookup/search-provisions.js";
import { questionSchema } from "../schemas/http.js";
import { toldProvision, type ToldProvision } from "./told-provision.js";

/** What a tool gives: the provisions that it rests on, and what else there is to tell. */
export interface ToolResult {
  provisions: ToldProvision[];
  [more: string]: unknown;
}

/** A read-only function over the snapshot that a model or another program may call; the routes run the same ones. */
export interface PolicyTool<S extends z.ZodObject = z.ZodObject> {
  name: string;
  title: string;
  description: string;
  schema: S;
  /** @param asOf ISO day by which validity is judged @throws AppError with a message that can be shown */
  run(engine: Engine, input: z.output<S>, asOf: string): Promise<ToolResult>;
}

const region = z.string().trim().min(1).max(20).optional().describe("省份，如“贵州”");
const day = z.iso.date().optional().describe("按哪一天计算，默认今天");
const ruleSetId = z.string().max(64).describe("规则编号；不知道就先填空字符串，会列出现有的");
const facts = z.record(z.string(), z.unknown()).default({}).describe("事实编号 → 值；没有说过的不填，不要猜");

const MOST_HITS = 10;

export const searchTool = define({
  name: "search_provisions",
  title: "检索条款",
  description: "按意思或条款号检索政策条款。问题说法口语时，换成公文用语再查一次。",
  schema: z.object({ query: questionSchema.describe("要找什么"), region, documentId: z.string().max(64).optional(), limit: z.number().int().min(1).max(MOST_HITS).default(5) }),
  run: async (engine, { query, limit, ...filter }, asOf) => ({ provisions: await search(engine, query, { ...filter, limit, asOf }) }),
});

export const provisionTool = define({
  name: "get_provision",
  title: "读取条款",
  description: "按地址（documentId#eId）读取一个条款和它的下级条款。",
  schema: z.object({ provisionId: z.string().max(300).describe("如 gz-measures#art_6__item_3") }),
  run: async (engine, input, asOf) => {
    const [documentId = "", eId = ""] = input.provisionId.split("#");
    const document = documentOf(engine.snapshot.documents, documentId);
    const provision = provisionOf(document, eId);
    const children = provision.children.map((child) => document.provisions[child]!);
    return { provisions: [provision, ...children].map((one) => toldProvision(document, one, asOf)) };
  },
});

export const documentsTool = define({
  name: "list_documents",
  title: "文件目录",
  description: "列出收录的政策文件：标题、文号、地区、效力。",
  schema: z.object({}),
  run: async ({ snapshot }) => ({ provisions: [], documents: [...snapshot.documents.values()].map(summaryOf) }),
});

export const compareTool = define({
  name: "compare_regions",
  title: "分地区检索",
  description: "同一个问题在几个地区的文件里分别检索，用于比较。",
  schema: z.object({ query: questionSchema, regions: z.array(z.string().trim().min(1).max(20)).min(2).max(5) }),
  run: async (engine, { query, regions }, asOf) => {
    const found = await Promise.all(regions.map((one) => search(engine, query, { region: one, limit: 3, asOf })));
    return { provisions: found.flat(), without: regions.filter((_, i) => found[i]!.length === 0) };
  },
});

export const eligibilityTool = define({
  name: "check_eligibility",
  title: "对照申报条件",
  description: "按已说明的事实对照申报条件，逐条给出 met、not_met 或 unknown。不是认定结论。",
  schema: z.object({ ruleSetId, facts, asOf: day }),
  run: async ({ snapshot }, { ruleSetId: id, facts: given, asOf: asked }, asOf) => {
    if (id === "") return { provisions: [], ruleSets: snapshot.rules.map((rules) => ({ id: rules.id, title: rules.title, facts: rules.facts.map(({ id: factId, name, type }) => ({ id: factId, name, type })) })) };
    const { citations, conditions, ...rest } = assess(snapshot, id, given, asked ?? asOf);
    const document = documentOf(snapshot.documents, rulesOf(snapshot, id).document);
    const provisions = citations.map((citation) => toldProvision(document, provisionOf(document, citation.provisionId.split("#")[1]!), asOf));
    return { provisions, ...rest, conditions: conditions.map(({ citation, ...condition }) => ({ ...condition, provisionId: citation.provisionId })) };
  },
});

export const deadlineTool = define({
  name: "compute_deadline",
  title: "计算期限",
  description: "认定之后的复核、报送等期限：由规则和认定年份算出日期。",
  schema: z.object({ ruleSetId, facts, asOf: day }),
  run: async ({ snapshot }, { ruleSetId: id, facts: given, asOf: asked }, asOf) => {
    const rules = rulesOf(snapshot, id);
    const document = documentOf(snapshot.documents, rules.document);
    const deadlines = deadlinesFor(rules, taken(rules, given), asked ?? asOf);
    const provisions = deadlines.map(({ rule }) => toldProvision(document, provisionOf(document, rule.eId), asOf));
    return { provisions, deadlines: deadlines.map(({ rule, dates }, i) => ({ what: rule.what, dates, provisionId: provisions[i]!.provisionId })) };
  },
});

/** All of them, for the agent. */
export const POLICY_TOOLS: readonly PolicyTool[] = [searchTool, provisionTool, documentsTool, compareTool, eligibilityTool, deadlineTool];

/** Keeps a tool's own input type while it is written, and lets tools of any input stand in one list. */
function define<S extends z.ZodObject>(tool: PolicyTool<S>): PolicyTool {
  return { ...tool, run: (engine, input, asOf) => tool.run(engine, tool.schema.parse(input), asOf) };
}

async function search(engine: Engine, query: string, search: ProvisionSearch): Promise<ToldProvision[]> {
  const { hits } = await searchProvisions(engine, query, search);
  return hits.map((hit) => {
    const document = documentOf(engine.snapshot.documents, hit.documentId);
    return toldProvision(document, provisionOf(document, hit.provisionId.split("#")[1]!), search.asOf);
  });
}
