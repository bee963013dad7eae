import { strFromU8, unzipSync } from "fflate";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Engine } from "../../../server/chat/engine.js";
import { spanGuard } from "../../../server/chat/guards/span.js";
import { matrixReplySchema, type Matrix } from "../../../server/schemas/matrix.js";
import { errorSchema } from "../../../server/schemas/objects.js";
import { bootApp } from "../../support/app.js";
import { documentOf } from "../../support/documents.js";
import { parseCsv } from "../../support/parse-csv.js";
import { openRealSnapshot } from "../../support/snapshot.js";
import { signIn, writeStaffFile } from "../../support/staff.js";
import { sharedTempFolder } from "../../support/temp-folder.js";

/** Ended, and with text that a spreadsheet would calculate. */
const DROPPED = documentOf(
  { id: "hn-notice", title: "湖南集群通知", docNumber: "湘工信〔2020〕1号", region: "湖南", status: "expired", expired: "2024-01-01" },
  ["湖南集群通知", "第一条 总则。", "第二条 资金支持。", "=1+1的比例由省级专项资金承担。"].join("\n"),
);

const folder = sharedTempFolder();
let app: FastifyInstance;
let cookie: string;
beforeAll(async () => {
  const snapshot = openRealSnapshot();
  const documents = new Map([...snapshot.documents, [DROPPED.meta.id, DROPPED]]);
  const staffFile = await writeStaffFile(folder, { reader_1: "reader", "li.si": "editor" });
  ({ app } = await bootApp({ engines: new Engine({ ...snapshot, documents }), staffFile }));
  ({ cookie } = await signIn(app, "reader_1"));
});
afterAll(() => app.close());

const get = (query = "", headers: Record<string, string> = { cookie }) => app.inject({ url: `/api/staff/matrix${query}`, headers });
async function matrix(query = ""): Promise<Matrix> {
  const reply = await get(query);
  expect(reply.statusCode, reply.body).toBe(200);
  return matrixReplySchema.parse(reply.json());
}
const param = (name: string, ...values: string[]): string => `${name}=${encodeURIComponent(values.join(","))}`;
const quotesOf = ({ rows }: Matrix) => rows.flatMap(({ cells }) => cells.flatMap((cell) => cell.documents.flatMap(({ provisions }) => provisions)));

describe("GET /api/staff/matrix", () => {
  it("is for those who are signed in, whatever their role", async () => {
    expect((await get("", {})).statusCode).toBe(401);
    const editor = await signIn(app, "li.si");
    expect((await get("", { cookie: editor.cookie })).statusCode).toBe(200);
  });

  it("has a column a region and a row a theme; no cell holds a provision of another region's documents", async () => {
    const { columns, rows } = await matrix();
    expect(columns.map(({ name }) => name)).toEqual(["贵州", "江苏", "山东", "湖南"]);
    expect(rows.map(({ theme }) => theme.name)).toEqual(["培育对象", "申报主体", "方向", "目标", "资金", "要素", "人才", "组织", "考核"]);
    for (const { cells } of rows) {
      cells.forEach(({ documents }, i) => {
        expect(documents.map(({ documentId }) => documentId)).toEqual(columns[i]!.documents.map(({ documentId }) => documentId));
        for (const { documentId, provisions } of documents) for (const provision of provisions) expect([provision.documentId, provision.region]).toEqual([documentId, columns[i]!.name]);
      });
    }
  });

  it("proves every quote: the slice of the text at its address, numbered through, with a link to the provision", async () => {
    const quotes = quotesOf(await matrix("?background=1"));
    const snapshot = openRealSnapshot();
    const documents = new Map([...snapshot.documents, [DROPPED.meta.id, DROPPED]]);
    expect(spanGuard({ citations: quotes, documents })).toEqual([]);
    expect(quotes.map(({ n }) => n)).toEqual(quotes.map((_, i) => i + 1));
    for (const { url, provisionId } of quotes) expect(url).toBe(`/documents/${provisionId}`);
  });

  it("leaves a cell empty where the documents say nothing: the measures set no target, the opinion no assessment", async () => {
    const { rows } = await matrix(`?${param("regions", "贵州")}&${param("themes", "targets", "assessment")}`);
    const empty = rows.map(({ theme, cells }) => [theme.id, cells[0]!.documents.filter(({ provisions }) => provisions.length === 0).map(({ documentId }) => documentId)]);
    expect(empty).toEqual([["targets", ["gz-measures"]], ["assessment", ["gz-opinion"]]]);
  });

  it("marks drafts, ended texts and plans whose period is over", async () => {
    const { columns } = await matrix();
    const kinds = Object.fromEntries(columns.flatMap(({ documents }) => documents.map(({ documentId, status, notices }) => [documentId, [status, ...notices.map(({ kind }) => kind)]])));
    expect(kinds).toEqual({
      "gz-measures": ["draft", "draft"],
      "gz-opinion": ["draft", "draft"],
      "hn-notice": ["expired", "expired"],
      "js-opinion": ["in_force"],
      "sd-plan": ["in_force", "expired"],
    });
  });

  it("says where a number is not printed: 第八条 of the measures, and nothing else of them", async () => {
    const quotes = quotesOf(await matrix(`?${param("documents", "gz-measures")}`));
    expect(quotes.filter(({ inferred }) => inferred).map(({ label }) => label)).toEqual(["第八条"]);
    expect((await get(`?format=csv&${param("documents", "gz-measures")}`)).body).toContain("第八条（序号为推定）");
  });

  it("leaves out what is no policy, or gives it a column of its own that says so", async () => {
    expect((await matrix()).columns.every(({ background }) => !background)).toBe(true);
    const last = (await matrix("?background=1")).columns.at(-1)!;
    expect(last).toMatchObject({ name: "背景材料（不是政策文件）", background: true, documents: [{ documentId: "city-essay", status: "non_normative" }] });
    expect((await matrix(`?${param("documents", "city-essay")}`)).columns).toHaveLength(1);
  });

  it("compares chosen regions, documents and themes", async () => {
    const chosen = await matrix(`?${param("regions", "江苏", "山东")}&${param("themes", "funding")}`);
    expect(chosen.columns.map(({ name }) => name)).toEqual(["江苏", "山东"]);
    expect(chosen.rows.map(({ theme }) => theme.id)).toEqual(["funding"]);
    expect(chosen.choices.regions).toEqual(["贵州", "江苏", "山东", "湖南"]);
    const documents = await matrix(`?${param("documents", "gz-opinion", "js-opinion")}`);
    expect(documents.columns.map(({ documents: own }) => own.map(({ documentId }) => documentId))).toEqual([["gz-opinion"], ["js-opinion"]]);
  });

  it.each([
    [param("documents", "no-such"), 404, "unknown_document"],
    [param("regions", "海南"), 404, "unknown_region"],
    [param("themes", "weather"), 404, "unknown_theme"],
    ["format=pdf", 400, "bad_request"],
    [param("documents", "No Such"), 400, "bad_request"],
  ])("refuses %s", async (query, status, code) => {
    const reply = await get(`?${query}`);
    const { error } = errorSchema.parse(reply.json());
    expect([reply.statusCode, error.code]).toEqual([status, code]);
    expect(error.message).toMatch(/\p{Script=Han}/u);
  });
});

describe("the matrix as a file", () => {
  it("for Word: every quote with its label, document, 文号, standing and address", async () => {
    const reply = await get("?format=docx");
    expect(reply.headers["content-type"]).toContain("wordprocessingml");
    expect(reply.headers["content-disposition"]).toMatch(/^attachment; filename="policy-matrix\.docx"; filename\*=UTF-8''%E5%90%84/);
    const xml = strFromU8(unzipSync(reply.rawPayload)["word/document.xml"]!);
    expect(xml).toMatch(/w:orient="landscape"/);
    const paragraphs = [...xml.matchAll(/<w:p>.*?<\/w:p>/gs)].map(([paragraph]) => unescaped([...paragraph.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, text]) => text).join("")));
    const quotes = quotesOf(await matrix());
    for (const { label, quote, documentTitle, docNumber, provisionId } of quotes) {
      const told = paragraphs.find((paragraph) => paragraph.includes(`原文摘录：“`) && paragraph.includes(quote) && paragraph.endsWith(`，${provisionId}`));
      expect(told, provisionId).toBeDefined();
      expect(told).toContain(label);
      expect(told).toContain(`《${documentTitle}》（${docNumber ?? "原文未标文号"}），`);
    }
    for (const standing of ["征求意见稿", "现行", "已失效", "规划期已满"]) expect(paragraphs.some((paragraph) => paragraph.includes(`），${standing}，`))).toBe(true);
    expect(paragraphs.filter((paragraph) => paragraph.startsWith("原文没有写 《"))).not.toHaveLength(0);
  });

  it("for a spreadsheet: a row a quote, a row for what is not written, and no text that runs as a formula", async () => {
    const reply = await get("?format=csv");
    expect(reply.headers["content-type"]).toBe("text/csv; charset=utf-8");
    const [head, ...rows] = parseCsv(reply.body);
    expect(head).toEqual(["主题", "地区", "文件", "文号", "效力", "条款", "所在标题", "地址", "原文摘录"]);
    expect(rows.every((cells) => cells.length === head!.length)).toBe(true);
    const told = await matrix();
    const quotes = quotesOf(told);
    expect(rows.filter((cells) => cells[7] !== "").map((cells) => [cells[7], cells[8]!.replace(/^'/, "")])).toEqual(quotes.map(({ provisionId, quote }) => [provisionId, quote]));
    expect(rows).toContainEqual(["目标", "贵州", expect.stringContaining("管理办法"), "", "征求意见稿", "", "", "", "原文没有写"]);
    expect(rows.find((cells) => cells[8]!.startsWith("'=1+1的比例"))).toMatchObject({ 1: "湖南", 3: "湘工信〔2020〕1号", 4: "已失效" });
  });

  it("is not made of nothing", async () => {
    const reply = await get(`?format=docx&${param("regions", "贵州")}&${param("documents", "js-opinion")}`);
    expect([reply.statusCode, errorSchema.parse(reply.json()).error.code]).toEqual([400, "nothing_to_compare"]);
  });
});

function unescaped(xml: string): string {
  return xml.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&apos;/g, "'").replace(/&amp;/g, "&");
}
