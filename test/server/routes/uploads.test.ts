import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { openSnapshot } from "../../../ingest/index.js";
import { runIngest } from "../../../ingest/pipeline.js";
import { Engine, type EngineSource } from "../../../server/chat/engine.js";
import { auditReplySchema } from "../../../server/schemas/staff.js";
import { ingestReportReplySchema, ingestStatusSchema, uploadReplySchema, uploadsReplySchema, type UploadReply } from "../../../server/schemas/uploads.js";
import type { Store } from "../../../server/store/store.js";
import { bootApp } from "../../support/app.js";
import { signIn, writeStaffFile, type SignedIn } from "../../support/staff.js";
import { sharedTempFolder } from "../../support/temp-folder.js";
import { writeTinyCorpus } from "../../support/tiny-corpus.js";

const TEXT = "新区集群管理办法\n新政发〔2026〕7号\n第一条 为培育集群，制定本办法。\n提出申请。由企业提交。\n第三条 初审推荐。集群每四年复核一次，依据第九条执行。\n新区管委会\n二〇二六年一月五日\n";
const META = { id: "new-measures", title: "新区集群管理办法", issuer: "新区管委会", docNumber: "新政发〔2026〕7号", region: "贵州", level: "county", kind: "measures", status: "in_force", issued: "2026-01-01" };

const folder = sharedTempFolder();
const corpusDir = writeTinyCorpus(folder);
const snapshotDir = join(folder, "snapshots");
let app: FastifyInstance;
let store: Store;
/** Takes up a snapshot where a test says so. */
let engines: { -readonly [K in keyof EngineSource]: EngineSource[K] };
let editor: SignedIn;
let reader: SignedIn;
beforeAll(async () => {
  await runIngest({ corpusFolder: corpusDir, snapshotRoot: snapshotDir });
  engines = { current: new Engine(openSnapshot(snapshotDir)), refusal: null, each: (listener) => listener(engines.current) };
  const staffFile = await writeStaffFile(folder, { editor: "editor", reader: "reader", admin: "admin" });
  ({ app, store } = await bootApp({ engines, staffFile, corpusDir, snapshotDir }));
  [editor, reader] = [await signIn(app, "editor"), await signIn(app, "reader")];
});
afterAll(() => app.close());

/** A file as a browser's form sends it. */
function upload(content: string | Uint8Array, { headers = editor.headers, name = "办法.txt" }: { headers?: Record<string, string>; name?: string } = {}) {
  const head = `--edge\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`;
  const payload = Buffer.concat([Buffer.from(head), Buffer.from(content), Buffer.from("\r\n--edge--\r\n")]);
  return app.inject({ method: "POST", url: "/api/staff/uploads", headers: { ...headers, "content-type": "multipart/form-data; boundary=edge" }, payload });
}

async function uploaded(content = TEXT): Promise<UploadReply> {
  const reply = await upload(content);
  expect(reply.statusCode, reply.body).toBe(200);
  return uploadReplySchema.parse(reply.json());
}

const publish = (uploadId: string, meta: object) => app.inject({ method: "POST", url: `/api/staff/uploads/${uploadId}/publish`, headers: editor.headers, payload: { meta } });

async function ingestEnded(): Promise<ReturnType<typeof ingestStatusSchema.parse>> {
  for (;;) {
    const status = ingestStatusSchema.parse((await app.inject({ url: "/api/staff/ingest", headers: { cookie: reader.cookie } })).json());
    if (status.state !== "running") return status;
    await sleep(100);
  }
}

const documents = (): string[] => readdirSync(join(corpusDir, "documents")).sort();
const waiting = (): string[] => (existsSync(join(corpusDir, ".uploads")) ? readdirSync(join(corpusDir, ".uploads")) : []);

describe("uploading a document", () => {
  it("shows structure, findings and what the text says of itself, and changes nothing", async () => {
    const { tree, notes, suggested, uploadId, provisions } = await uploaded();
    expect(suggested).toEqual({ id: "xqjqglbf", title: "新区集群管理办法", issuer: "新区管委会", docNumber: "新政发〔2026〕7号", region: null, level: "county", kind: "measures", status: "in_force", issued: "2026-01-05" });
    expect(tree.map(({ label }) => label)).toContain("第三条");
    expect(provisions).toBeGreaterThan(3);
    expect(notes).toContainEqual(expect.objectContaining({ kind: "inferred", address: "art_2" }));
    expect(notes).toContainEqual({ kind: "odd", line: 5, text: "文内引用「第九条」没有对上：文件里没有这个条款" });
    expect(documents()).toEqual(["trial-measures"]);
    const again = await app.inject({ url: `/api/staff/uploads/${uploadId}`, headers: { cookie: editor.cookie } });
    expect(uploadReplySchema.parse(again.json())).toMatchObject({ uploadId, name: "办法.txt", meta: null });
    const { uploads } = uploadsReplySchema.parse((await app.inject({ url: "/api/staff/uploads", headers: { cookie: editor.cookie } })).json());
    expect(uploads).toEqual([{ uploadId, name: "办法.txt", uploadedAt: expect.any(String) as string }]);
    expect((await app.inject({ method: "DELETE", url: `/api/staff/uploads/${uploadId}`, headers: editor.headers })).statusCode).toBe(204);
    expect(waiting()).toEqual([]);
  });

  it("is for editors, with the session's token", async () => {
    expect((await upload(TEXT, { headers: reader.headers })).statusCode).toBe(403);
    expect((await upload(TEXT, { headers: { cookie: editor.cookie } })).json()).toMatchObject({ error: { code: "bad_csrf_token" } });
    expect((await upload(TEXT, { headers: {} })).statusCode).toBe(401);
    expect(waiting()).toEqual([]);
  });

  it("refuses what is no text, what holds none, what is too large and what is no upload, and keeps nothing of it", async () => {
    expect((await upload(Uint8Array.of(0xff, 0xc0, 0x00))).json()).toMatchObject({ error: { code: "unreadable_file" } });
    expect((await upload(" \n")).json()).toMatchObject({ error: { message: expect.stringContaining("文件里没有文字") as string } });
    expect((await upload(Buffer.alloc(21 * 1024 * 1024, "一"))).statusCode).toBe(413);
    expect((await app.inject({ method: "POST", url: "/api/staff/uploads", headers: editor.headers, payload: {} })).json()).toMatchObject({ error: { code: "no_file" } });
    expect(waiting()).toEqual([]);
  });

  it("names every field of the metadata that is at fault, and an id that is taken", async () => {
    const { uploadId } = await uploaded();
    const reply = await publish(uploadId, { ...META, id: "新", issued: "2026-02-30", title: "" });
    expect([reply.statusCode, reply.json<{ error: { code: string } }>().error.code]).toEqual([400, "bad_metadata"]);
    const { error } = reply.json<{ error: { details: { field: string; message: string }[] } }>();
    expect(error.details.map(({ field }) => field).sort()).toEqual(["id", "issued", "title"]);
    const { id: _, kind: __, ...without } = META;
    expect((await publish(uploadId, { ...without, level: "planet" })).json()).toMatchObject({ error: { details: [{ field: "id", message: "没有填" }, { field: "level", message: "填得不对" }, { field: "kind", message: "没有填" }] } });
    expect((await publish(uploadId, { ...META, id: "trial-measures" })).json()).toMatchObject({ error: { code: "document_exists", details: [{ field: "id" }] } });
    expect((await publish("11111111-1111-1111-1111-111111111111", META)).statusCode).toBe(404);
    expect((await publish("..", META)).statusCode).toBe(404);
    expect(documents()).toEqual(["trial-measures"]);
  });

  it("names what is wrong with the versions before anything of the corpus changes", async () => {
    const { uploadId } = await uploaded();
    const { issued: _, ...undated } = META;
    const faulty = [
      { ...META, version: { replaces: ["gone"] } },
      { ...META, version: { repeals: ["new-measures"] } },
      { ...undated, version: { replaces: ["trial-measures"] } },
    ];
    const details = await Promise.all(faulty.map(async (meta) => (await publish(uploadId, meta)).json<{ error: { code: string; details: unknown } }>().error));
    expect(details).toMatchObject([
      { code: "bad_metadata", details: [{ field: "version.replaces", message: "没有编号为「gone」的文件" }] },
      { code: "bad_metadata", details: [{ field: "version.repeals", message: "不能写文件自己" }] },
      { code: "bad_metadata", details: [{ field: "effective" }] },
    ]);
    expect([documents(), waiting()]).toEqual([["trial-measures"], expect.arrayContaining([uploadId])]);
  });

  it("publishes nothing that the audit log cannot tell of", async () => {
    const { uploadId } = await uploaded();
    store.db.exec("CREATE TRIGGER refuse BEFORE INSERT ON staff_audit WHEN NEW.action = 'document_published' BEGIN SELECT RAISE(ABORT, 'disk full'); END");
    expect((await publish(uploadId, META)).statusCode).toBe(500);
    store.db.exec("DROP TRIGGER refuse");
    expect([documents(), waiting()]).toEqual([["trial-measures"], expect.arrayContaining([uploadId])]);
  });

  it("takes the document back where the ingest fails, and publishes it with the fault mended", async () => {
    const { uploadId } = await uploaded();
    const source = join(corpusDir, ".uploads", uploadId, "document/source.txt");
    writeFileSync(source, Uint8Array.of(0xff, 0xc0, 0x00));
    const failing = await publish(uploadId, META);
    expect(failing.statusCode, failing.body).toBe(202);
    const failed = await ingestEnded();
    expect(failed).toMatchObject({ state: "failed", documentId: "new-measures", uploadId, fault: expect.stringContaining("new-measures") as string });
    const back = await app.inject({ url: `/api/staff/uploads/${uploadId}`, headers: { cookie: editor.cookie } });
    expect(uploadReplySchema.parse(back.json()).meta).toMatchObject({ id: "new-measures", issuer: "新区管委会" });
    expect(documents()).toEqual(["trial-measures"]);

    writeFileSync(source, TEXT);
    expect((await publish(uploadId, META)).json()).toEqual({ documentId: "new-measures" });
    expect((await ingestEnded()).state).toBe("done");
    expect(documents()).toEqual(["new-measures", "trial-measures"]);
    expect(readFileSync(join(corpusDir, "documents/new-measures/source.txt"), "utf8")).toBe(TEXT);
    expect(openSnapshot(snapshotDir).documents.get("new-measures")!.meta.docNumber).toBe("新政发〔2026〕7号");
  });

  it("tells that the snapshot was refused, and that it is in use, even when the document is removed later", async () => {
    const before = engines.current;
    expect(await ingestEnded()).toMatchObject({ state: "done", inUse: false, fault: null });
    engines.refusal = new Error("snapshot refused");
    expect(await ingestEnded()).toMatchObject({ inUse: false, fault: expect.stringContaining("没有用上新的快照") as string });
    engines.current = new Engine(openSnapshot(snapshotDir));
    expect(await ingestEnded()).toMatchObject({ inUse: true, fault: null });
    engines.current = before;
    expect(await ingestEnded()).toMatchObject({ inUse: true, fault: null });
    engines.refusal = null;
  });

  it("says what of the collection it seems to be", async () => {
    const texts = async (content: string): Promise<string[]> => (await uploaded(content)).notes.map(({ text }) => text);
    expect(await texts(readFileSync(join(corpusDir, "documents/trial-measures/source.txt"), "utf8"))).toContain("这份文件已经收录过：《试点集群管理办法》（trial-measures），内容一个字节也不差");
    expect(await texts(TEXT.replace("新政发〔2026〕7号", "试政发〔2024〕3号"))).toContain("已收录的《试点集群管理办法》（trial-measures）文号相同，请核对是不是同一份");
    expect(await texts(TEXT.replace("新区集群管理办法", "试点集群管理办法（修订草案）"))).toContain("已收录的《试点集群管理办法》（trial-measures）标题相同；如果这是新的版本，请在“与已收录文件的关系”里选“取代”");
  });

  it("keeps a document that the new snapshot has, whatever else of the corpus could not be read", async () => {
    mkdirSync(join(corpusDir, "documents/unreadable"));
    writeFileSync(join(corpusDir, "documents/unreadable/meta.yaml"), stringify({ ...META, id: "unreadable", source: { file: "source.txt" } }));
    writeFileSync(join(corpusDir, "documents/unreadable/source.txt"), Uint8Array.of(0xff, 0xc0, 0x00));
    const { uploadId } = await uploaded();
    await publish(uploadId, { ...META, id: "second-measures", docNumber: null });
    const { state, messages } = await ingestEnded();
    expect([state, documents()]).toEqual(["done", ["new-measures", "second-measures", "trial-measures", "unreadable"]]);
    expect(messages.join("\n")).toContain("没有收录的文件 1 份");
    expect([...openSnapshot(snapshotDir).documents.keys()].sort()).toEqual(["new-measures", "second-measures", "trial-measures"]);
    expect(waiting()).not.toContain(uploadId);
  });

  it("leaves a line in the audit log for each step", async () => {
    const admin = await signIn(app, "admin");
    const { lines } = auditReplySchema.parse((await app.inject({ url: "/api/staff/audit", headers: { cookie: admin.cookie } })).json());
    const actions = lines.filter(({ account }) => account === "editor").map(({ action }) => action);
    expect(actions).toEqual(expect.arrayContaining(["file_uploaded", "upload_discarded", "document_published", "publish_failed"]));
  });
});

describe("GET /api/staff/ingest/report", () => {
  it("tells of each file what was recognised and what is odd", async () => {
    const { documents, failed } = ingestReportReplySchema.parse((await app.inject({ url: "/api/staff/ingest/report", headers: { cookie: reader.cookie } })).json());
    expect(documents.map(({ id }) => id)).toEqual(["trial-measures"]);
    expect(documents[0]!.notes[0]!.kind).toBe("recognised");
    expect(failed).toEqual([]);
  });
});
