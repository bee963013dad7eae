import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reportPage } from "../../../server/eligibility/report-page.js";
import { assessReplySchema, reportSchema, ruleSetsReplySchema } from "../../../server/schemas/eligibility.js";
import { bootApp, ask, type BootedApp } from "../../support/app.js";
import { launchBrowser } from "../../support/browser.js";

let booted: BootedApp;
beforeAll(async () => {
  booted = await bootApp();
});
afterAll(() => booted.app.close());

const post = (url: string, payload: unknown, accept?: string) => booted.app.inject({ method: "POST", url, payload: payload as object, headers: accept ? { accept } : {} });
const assess = async (facts: Record<string, unknown>) => assessReplySchema.parse((await post("/api/eligibility/gz-measures", { facts, asOf: "2026-06-15" })).json());

describe("GET /api/eligibility", () => {
  it("tells every fact with its question, how its value is written and what it decides", async () => {
    const { ruleSets } = ruleSetsReplySchema.parse((await booted.app.inject("/api/eligibility")).json());
    expect(ruleSets.map(({ id }) => id)).toEqual(["gz-measures", "js-growing", "js-leading", "sd-plan"]);
    const { facts, conditions } = ruleSets[0]!;
    expect(facts.find(({ id }) => id === "applicant_kind")).toMatchObject({ type: "choice", decides: ["applicant", "third_party_body"] });
    expect(facts.find(({ id }) => id === "ecosystem_zone")).toMatchObject({ partOf: "ecosystem", decides: expect.arrayContaining(["ecosystem"]) as unknown });
    for (const { citation } of conditions) {
      const { text } = booted.engine.snapshot.documents.get(citation.documentId)!;
      expect(text.slice(citation.start, citation.end)).toBe(citation.quote);
    }
  });
});

describe("POST /api/eligibility/:ruleSetId", () => {
  it("judges, gives reasons and provisions, and asks on", async () => {
    const { verdict, conditions, nextQuestion, missing, citations, notices } = await assess({ region: "贵州", strength: true });
    expect(verdict).toBe("need_more_info");
    expect(conditions.find(({ id }) => id === "strength")).toMatchObject({ verdict: "met", basis: "self_assessed", reason: "自评：综合实力：是，以评审为准。" });
    expect(nextQuestion?.id).toBe("applicant_kind");
    expect(missing).toContain("数字化发展水平");
    expect(citations.map(({ provisionId }) => provisionId)).toEqual(expect.arrayContaining(["gz-measures#art_4__para_1", "gz-measures#art_4__para_2", "gz-measures#art_6__intro", "gz-measures#art_6__item_7"]));
    expect(notices.map(({ kind }) => kind)).toEqual(["draft"]);
  });

  it("asks nothing more where it is decided", async () => {
    const { verdict, nextQuestion, missing } = await assess({ applicant_kind: "企业" });
    expect([verdict, nextQuestion, missing]).toEqual(["not_eligible", undefined, []]);
  });

  it("takes what is said not to be known for not told", async () => {
    expect((await assess({ region: null, applicant_kind: "unknown", legal_person: "不清楚" })).conditions.every(({ verdict }) => verdict === "unknown")).toBe(true);
  });

  it.each([
    ["a fact that is not there", { regoin: "贵州" }, /^regoin：没有这一项事实/],
    ["a value that the fact has not", { applicant_kind: "king" }, /^applicant_kind：应为 cluster_promotion_org/],
    ["an incident of no kind", { incidents: [{ level: "major" }] }, /kind 应为 safety/],
    ["a day that is none", { incidents: [{ kind: "safety", when: "2025-02-30" }] }, /when 应写作/],
    ["a year out of all reason", { recognised_year: 20255 }, /2000 到 2100/],
  ])("refuses %s, by name", async (_, facts, message) => {
    const reply = await post("/api/eligibility/gz-measures", { facts });
    expect(reply.statusCode).toBe(400);
    expect(reply.json<{ error: { message: string } }>().error.message).toMatch(message);
  });

  it("refuses a rule set that is not there", async () => {
    const reply = await post("/api/eligibility/hunan", { facts: {} });
    expect([reply.statusCode, reply.json<{ error: { code: string } }>().error.code]).toEqual([404, "unknown_rule_set"]);
  });
});

const FACTS = { region: "贵州", applicant_kind: "cluster_promotion_org", legal_person: true, founders: ["leading_enterprise"], strength: true, ecosystem_zone: false, recognised_year: 2025 };
const REPORT = "/api/eligibility/gz-measures/report";
const body = { facts: FACTS, asOf: "2026-06-15" };

describe("the report", () => {
  it("holds every condition, what to prepare, the steps in order and the dates after recognition", async () => {
    const report = reportSchema.parse((await post(REPORT, body)).json());
    expect(report.conditions.map(({ title }) => title)).toHaveLength(14);
    expect(report.conditions.find(({ id }) => id === "strength")).toMatchObject({ verdictText: "符合（自评）", materials: expect.arrayContaining(["重点项目清单"]) as unknown });
    expect(report.steps.map(({ citation }) => citation.label)).toEqual(["第七条", "第八条", "第九条", "第十条", "第十一条"]);
    expect(report.deadlines.map(({ dates }) => dates)).toEqual([["2028", "2031", "2034"], ["2027-03-31", "2028-03-31", "2029-03-31"], []]);
    expect(report.notices.join()).toMatch(/征求意见稿.*不是认定结论/);
  });

  it("is of what a conversation has told, and only where it has", async () => {
    const { conversationId } = await ask(booted.app, { question: "我们公司在遵义做变压器，能不能申报先进制造业集群？" });
    const report = reportSchema.parse((await booted.app.inject(`/api/eligibility/reports/${conversationId}`)).json());
    expect([report.verdict, report.facts]).toEqual(["not_eligible", expect.arrayContaining([{ name: "申报名义", value: "企业" }])]);
    expect((await booted.app.inject("/api/eligibility/reports/0123456789abcdef")).statusCode).toBe(404);
  });

  it("prints: a page without script, its tables on A4", async () => {
    const reply = await post(REPORT, body, "text/html");
    expect(reply.headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(reply.body).not.toContain("<script");
    const folder = mkdtempSync(join(tmpdir(), "policy-report-"));
    const browser = await launchBrowser();
    try {
      writeFileSync(join(folder, "report.html"), reply.body);
      const page = await browser.newPage();
      await page.goto(`file://${join(folder, "report.html")}`);
      await page.emulateMedia({ media: "print" });
      expect(await page.locator("table").count()).toBe(4);
      const rows = page.locator("table").first().locator("tbody tr");
      expect(await rows.count()).toBe(14);
      const overflows = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
      expect(overflows).toBe(false);
    } finally {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it("tells text that would be markup as text", async () => {
    const report = reportSchema.parse((await post(REPORT, body)).json());
    const page = reportPage({ ...report, title: "<script>alert(1)</script>", missing: ['"&\'<b>'] });
    expect(page).toContain("<h1>&lt;script&gt;alert(1)&lt;/script&gt;</h1>");
    expect(page).toContain("<p>&quot;&amp;&#39;&lt;b&gt;</p>");
  });
});

const run = promisify(execFile);
/** Milliseconds, against hanging only. */
const CONVERTING_MS = 140_000;
const hasOffice = spawnSync("soffice", ["--version"]).status === 0;

describe("the Word file", () => {
  it("is one, and is sent as one to keep", async () => {
    const reply = await post(`${REPORT}?format=docx`, body);
    expect(reply.headers["content-disposition"]).toContain(".docx");
    expect(reply.rawPayload.subarray(0, 2).toString()).toBe("PK");
  });

  it.skipIf(!hasOffice)("opens in LibreOffice with every row of its tables (skipped where soffice is not installed)", async () => {
    const { rawPayload } = await post(`${REPORT}?format=docx`, body);
    const folder = mkdtempSync(join(tmpdir(), "policy-docx-"));
    try {
      writeFileSync(join(folder, "report.docx"), rawPayload);
      const convert = (to: string) => run("soffice", ["--headless", `-env:UserInstallation=file://${folder}/profile`, "--convert-to", to, "--outdir", folder, join(folder, "report.docx")], { timeout: CONVERTING_MS });
      await convert("pdf");
      expect(readFileSync(join(folder, "report.pdf")).subarray(0, 5).toString()).toBe("%PDF-");
      await convert("html");
      const html = readFileSync(join(folder, "report.html"), "utf8");
      expect(html.match(/<table/gi)).toHaveLength(4);
      for (const title of ["近三年无重大事件", "数字化发展水平", "往哪里交、按什么顺序", "2027-03-31"]) expect(html).toContain(title);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
