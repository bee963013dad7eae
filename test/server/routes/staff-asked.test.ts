import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { FastifyInstance, InjectOptions } from "fastify";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { openSnapshot } from "../../../ingest/index.js";
import { runIngest } from "../../../ingest/pipeline.js";
import { Engine } from "../../../server/chat/engine.js";
import { errorSchema, type Answer } from "../../../server/schemas/objects.js";
import { askedReplySchema, effectReplySchema, replayReplySchema, toldTurnSchema, type AskedReply, type EffectReply } from "../../../server/schemas/staff-asked.js";
import { auditReplySchema } from "../../../server/schemas/staff.js";
import { Aside } from "../../../server/staff/aside/aside.js";
import type { Store } from "../../../server/store/store.js";
import { ask, bootApp } from "../../support/app.js";
import { signIn, writeStaffFile, type SignedIn } from "../../support/staff.js";
import { sharedTempFolder } from "../../support/temp-folder.js";
import { edited, TINY_CORPUS, writeTinyCorpus } from "../../support/tiny-corpus.js";

const folder = sharedTempFolder();
const snapshotDir = join(folder, "snapshots");
const NOT_ANSWERED = ["- id: fee", "  about: all", "  examples:", ...["要交钱不", "收费吗", "报名费多少", "要不要押金", "工本费几块", "有没有手续费"].map((one) => `    - ${one}`), "  reason: not_covered", "  say: 文件没有写收费。", ""].join("\n");
let corpusDir: string;
let app: FastifyInstance;
let store: Store;
let reader: SignedIn;
let editor: SignedIn;
let admin: SignedIn;
let disliked: Answer;
let refused: Answer;

beforeAll(async () => {
  corpusDir = writeTinyCorpus(folder, { "not-answered.yaml": NOT_ANSWERED });
  await runIngest({ corpusFolder: corpusDir, snapshotRoot: snapshotDir });
  const staffFile = await writeStaffFile(folder, { reader_1: "reader", "li.si": "editor", 王莉: "admin" });
  ({ app, store } = await bootApp({ engines: new Engine(openSnapshot(snapshotDir)), snapshotDir, corpusDir, staffFile }));
  [reader, editor, admin] = [await signIn(app, "reader_1"), await signIn(app, "li.si"), await signIn(app, "王莉")];
  disliked = await ask(app, { question: "试点集群多久复核一次" });
  await ask(app, { question: "试点集群多久复核一次？" });
  refused = await ask(app, { question: "湖南省的集群怎么认定" });
  await ask(app, { question: "湖南省的集群怎麼認定？", conversationId: refused.conversationId });
  await ask(app, { question: "湖南的集群怎么认定" });
  await ask(app, { question: "你好" });
  const said = { answerId: disliked.answerId, rating: "down", reason: "答非所问", comment: "我的电话 13800138000" };
  await app.inject({ method: "POST", url: "/api/feedback", payload: said });
});
afterAll(() => app.close());

const get = (url: string, { cookie } = reader): Promise<{ statusCode: number; body: string; json: () => unknown }> => app.inject({ url, headers: { cookie } });
const post = (url: string, payload: object, { headers } = editor): InjectOptions => ({ method: "POST", url, payload, headers });
const file = (name: string): string => readFileSync(join(corpusDir, name), "utf8");
const asked = async (query = ""): Promise<AskedReply> => askedReplySchema.parse((await get(`/api/staff/asked${query}`)).json());

async function refusal(request: InjectOptions, status: number, code: string): Promise<string> {
  const reply = await app.inject(request);
  const { error } = errorSchema.parse(reply.json());
  expect([reply.statusCode, error.code]).toEqual([status, code]);
  return error.message;
}

/** Waits until an effect is worked out, or has been asked for so often. */
async function settled(effectId: string, looks = Infinity): Promise<EffectReply> {
  for (let look = 1; ; look++) {
    const reply = effectReplySchema.parse((await get(`/api/staff/synonyms/effects/${effectId}`)).json());
    if (reply.state !== "running" || look >= looks) return reply;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function effectOf(payload: object): Promise<EffectReply> {
  const begun = await app.inject(post("/api/staff/synonyms/effects", payload, reader));
  expect(begun.statusCode).toBe(202);
  return settled(effectReplySchema.parse(begun.json()).effectId);
}

/** Until it is let go, nothing that is worked out aside comes to its end: whoever asks meanwhile does ask meanwhile. @returns lets it go */
function holdAside(): () => void {
  let letGo = (): void => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  const runner = Aside.prototype as unknown as { run: (this: Aside, ...task: unknown[]) => Promise<unknown> };
  const { run } = runner;
  const spy = vi.spyOn(runner, "run").mockImplementation(async function (this: Aside, ...task) {
    const result = await run.apply(this, task);
    await held;
    return result;
  });
  onTestFinished(() => {
    letGo();
    spy.mockRestore();
  });
  return letGo;
}

async function auditLines(): Promise<unknown[]> {
  return auditReplySchema.parse((await get("/api/staff/audit", admin)).json()).lines.map(({ account, action, target, detail }) => [account, action, target, detail]);
}

describe("who may do what", () => {
  it.each(["/api/staff/asked", "/api/staff/turns/12345678", "/api/staff/not-answered"])("nobody reads %s without signing in", async (url) => {
    await refusal({ url }, 401, "not_signed_in");
  });

  const changes = [
    post("/api/staff/synonyms", { effectId: "0".repeat(32) }, { headers: {} } as SignedIn),
    post("/api/staff/asked-as", { provisionId: "trial-measures#art_3", question: "几年看一回" }, { headers: {} } as SignedIn),
    post("/api/staff/not-answered/fee/examples", { question: "要给钱吗" }, { headers: {} } as SignedIn),
  ];
  it.each(changes)("a reader changes nothing, and an editor nothing without the page's token: $url", async (change) => {
    const before = [file("lexicon/synonyms.yaml"), file("documents/trial-measures/asked-as.yaml"), file("not-answered.yaml"), await auditLines()];
    await refusal({ ...change, headers: reader.headers }, 403, "forbidden");
    await refusal({ ...change, headers: { cookie: editor.cookie } }, 403, "bad_csrf_token");
    expect([file("lexicon/synonyms.yaml"), file("documents/trial-measures/asked-as.yaml"), file("not-answered.yaml"), await auditLines()]).toEqual(before);
  });
});

describe("what people ask in vain", () => {
  it("stands together whatever the spelling, with counts, the newest, and no way to the conversation", async () => {
    const { groups, totalTurns } = await asked();
    const told = groups.map(({ question, count, kinds, wordings }) => ({ question, count, kinds, wordings }));
    expect(told).toEqual([
      { question: "湖南省的集群怎麼認定？", count: 3, kinds: { disliked: 0, refused: 3, unclear: 0, no_evidence: expect.any(Number) as number }, wordings: 2 },
      { question: "试点集群多久复核一次", count: 1, kinds: { disliked: 1, refused: 0, unclear: 0, no_evidence: 0 }, wordings: 1 },
    ]);
    expect(totalTurns).toBe(4);
    expect(groups[1]!.turns[0]).toMatchObject({ reason: "答非所问", comment: "我的电话 ****" });
    expect(JSON.stringify(groups)).not.toContain(refused.conversationId);
  });

  it("is filtered by kind, region and period", async () => {
    const counts = async (query: string): Promise<number> => (await asked(query)).totalTurns;
    expect(await counts("?kind=disliked")).toBe(1);
    expect(await counts("?kind=refused")).toBe(3);
    expect(await counts("?region=none&kind=disliked")).toBe(1);
    expect(await counts("?from=2020-01-01&to=2020-12-31")).toBe(0);
    await refusal({ url: "/api/staff/asked?kind=bad", headers: { cookie: reader.cookie } }, 400, "bad_request");
  });

  it("leaves a turn alone whose asker thought better of it", async () => {
    const { answerId } = await ask(app, { question: "第三条讲什么" });
    const rate = (rating: string) => app.inject({ method: "POST", url: "/api/feedback", payload: { answerId, rating } });
    await rate("down");
    expect((await asked("?kind=disliked")).totalTurns).toBe(2);
    await rate("up");
    expect((await asked("?kind=disliked")).totalTurns).toBe(1);
  });
});

describe("a turn again", () => {
  it("tells what was understood, the evidence with its scores, the answer and what was said of it, and nothing of whose it was", async () => {
    const reply = await get(`/api/staff/turns/${disliked.answerId}`);
    const told = replayReplySchema.parse(reply.json());
    expect(told).toMatchObject({ impossible: null, differences: [], sameAnswer: true, complaint: { reason: "答非所问" } });
    expect(told.stored.evidence[0]).toMatchObject({ provisionId: "trial-measures#art_3", label: "第三条", text: expect.stringContaining("复核") as string });
    expect(told.again?.answer).toBe(disliked.answer);
    expect(reply.body).not.toContain(disliked.conversationId);
  });

  it("runs on the snapshot of its time in a process of its own; where that is gone, says so and tells what was stored", async () => {
    const older = writeTinyCorpus(join(folder, "older"), { ...edited("documents/trial-measures/source.txt", "每三年复核一次", "每五年复核一次"), "lexicon/terms.txt": "试点集群\n复核\n" });
    await runIngest({ corpusFolder: older, snapshotRoot: join(folder, "older/snapshots") });
    const engine = new Engine(openSnapshot(join(folder, "older/snapshots")));
    const before = await bootApp({ engines: engine });
    const { answerId } = await ask(before.app, { question: "多久复核一次" });
    store.saveTurn({ ...before.store.findTurn(answerId)!, conversationId: "another", request: { asOf: "2025-06-01" } });
    await before.app.close();

    const gone = replayReplySchema.parse((await get(`/api/staff/turns/${answerId}`)).json());
    expect(gone.impossible).toMatch(/已不再保留.*不能重放/);
    expect([gone.again, gone.stored.answer.includes("每五年")]).toEqual([null, true]);

    cpSync(join(folder, "older/snapshots", readFileSync(join(folder, "older/snapshots/CURRENT"), "utf8").trim()), join(snapshotDir, readFileSync(join(folder, "older/snapshots/CURRENT"), "utf8").trim()), { recursive: true });
    const again = replayReplySchema.parse((await get(`/api/staff/turns/${answerId}`)).json());
    expect(again).toMatchObject({ impossible: null, differences: [], sameAnswer: true });
    expect(again.again!.evidence.some(({ text }) => text?.includes("每五年"))).toBe(true);
  });

  it("is told to be gone where there is none", async () => {
    await refusal({ url: `/api/staff/turns/${"0".repeat(32)}`, headers: { cookie: reader.cookie } }, 404, "unknown_answer");
  });
});

it("a trial answers as a visitor is answered, and leaves nothing behind", async () => {
  const turns = (): unknown => store.db.prepare("SELECT count(*) AS n FROM turns").get();
  const before = turns();
  const trial = toldTurnSchema.parse((await app.inject(post("/api/staff/trials", { question: "试点集群多久复核一次 13800138000" }, reader))).json());
  expect(trial).toMatchObject({ outcome: "answered", question: "试点集群多久复核一次 ****" });
  expect(trial.evidence[0]!.label).toBe("第三条");
  expect(turns()).toEqual(before);
  await refusal(post("/api/staff/trials", { question: "问", documentId: "no-such" }, reader), 404, "unknown_document");
});

describe("a synonym", () => {
  const WORDS = { say: ["交本子"], mean: ["申报材料"], weight: 0.9 };

  it("is worked out over the held-out questions and the tested one, and saved only then, to the byte and by its effect's number", async () => {
    const before = file("lexicon/synonyms.yaml");
    const proposal = await effectOf({ say: ["造假"], mean: ["申报材料真实"], weight: 0.9, question: "造假行吗" });
    expect(proposal).toMatchObject({ state: "done", entry: { note: "从提问中补充" } });
    expect(proposal.effect).toMatchObject({ questions: 2, touched: 1, tested: { before: { question: "造假行吗" } } });
    expect(proposal.effect!.tested!.after.understood).toBeDefined();
    expect(file("lexicon/synonyms.yaml")).toBe(before);

    const saved = await app.inject(post("/api/staff/synonyms", { effectId: proposal.effectId }));
    expect([saved.statusCode, saved.json<{ message: string }>().message]).toEqual([201, "已写入词汇对照。下次收录（npm run ingest）后生效。"]);
    expect(file("lexicon/synonyms.yaml")).toBe(`${before}- say: [造假] # li.si\n  mean: [申报材料真实]\n  weight: 0.9\n  note: 从提问中补充\n`);
    expect((await auditLines())[0]).toEqual(["li.si", "synonym_added", "lexicon/synonyms.yaml", { effectId: proposal.effectId, says: 1, means: 1 }]);

    // The file is not the one that the effect was seen of any more.
    expect(await refusal(post("/api/staff/synonyms", { effectId: proposal.effectId }), 409, "corpus_refused")).toContain("重新看一次");
  });

  it("is refused while its effect is not seen, when another entry says it, and when it says nothing; the file stays, and the log", async () => {
    const before = [file("lexicon/synonyms.yaml"), await auditLines()];
    const letGo = holdAside();
    const begun = effectReplySchema.parse((await app.inject(post("/api/staff/synonyms/effects", { ...WORDS, say: ["报本子"] }, reader))).json());
    await refusal(post("/api/staff/synonyms", { effectId: begun.effectId }), 409, "not_seen");
    await refusal(post("/api/staff/synonyms/effects", { ...WORDS, say: ["递本子"] }, reader), 409, "busy");
    await refusal(post("/api/staff/synonyms", { effectId: "0".repeat(32) }), 404, "unknown_effect");
    // Visitors are answered meanwhile: it is worked out elsewhere.
    expect((await ask(app, { question: "第三条讲什么" })).outcome).toBe("answered");
    expect((await settled(begun.effectId, 1)).state).toBe("running");
    letGo();
    expect((await settled(begun.effectId)).state).toBe("done");
    expect(await refusal(post("/api/staff/synonyms/effects", { ...WORDS, say: ["交材料"] }, reader), 409, "corpus_refused")).toContain("已有「交材料」的对照：申报材料");
    await refusal(post("/api/staff/synonyms/effects", { ...WORDS, say: ["交"] }, reader), 409, "corpus_refused");
    await refusal(post("/api/staff/synonyms/effects", { ...WORDS, say: [] }, reader), 400, "bad_request");
    expect([file("lexicon/synonyms.yaml"), await auditLines()]).toEqual(before);
  });
});

describe("a question that is taken in", () => {
  it("stands under its provision with who confirmed it; again, or for a provision that is not there, it is refused", async () => {
    const take = post("/api/staff/asked-as", { provisionId: "trial-measures#art_3", question: "几年看一回" });
    expect((await app.inject(take)).statusCode).toBe(201);
    expect(file("documents/trial-measures/asked-as.yaml")).toBe(`${TINY_CORPUS["documents/trial-measures/asked-as.yaml"]}  - 几年看一回 # li.si\n`);
    expect((await auditLines())[0]).toEqual(["li.si", "asked_as_added", "trial-measures#art_3", null]);
    const after = [file("documents/trial-measures/asked-as.yaml"), await auditLines()];
    expect(await refusal(take, 409, "corpus_refused")).toContain("已有这个问法");
    await refusal(post("/api/staff/asked-as", { provisionId: "trial-measures#art_99", question: "第九十九条呢" }), 409, "corpus_refused");
    expect(await refusal(post("/api/staff/asked-as", { provisionId: "trial-measures#art_3", question: "收费吗？" }), 409, "corpus_refused")).toContain("not-answered.yaml 的 fee");
    expect([file("documents/trial-measures/asked-as.yaml"), await auditLines()]).toEqual(after);
  });

  it("or among what the documents leave open, nearest first; not where a provision answers it", async () => {
    const { entries } = (await get(`/api/staff/not-answered?question=${encodeURIComponent("要交多少钱")}`)).json() as { entries: { id: string }[] };
    expect(entries.map(({ id }) => id)).toEqual(["fee"]);
    const take = (question: string, id = "fee"): InjectOptions => post(`/api/staff/not-answered/${id}/examples`, { question });
    expect((await app.inject(take("要给钱吗"))).statusCode).toBe(201);
    expect(file("not-answered.yaml")).toBe(NOT_ANSWERED.replace("    - 有没有手续费\n", "    - 有没有手续费\n    - 要给钱吗 # li.si\n"));
    expect((await auditLines())[0]).toEqual(["li.si", "not_answered_added", "fee", null]);
    const after = [file("not-answered.yaml"), await auditLines()];
    await refusal(take("要给钱吗？"), 409, "corpus_refused");
    expect(await refusal(take("多久复核一次"), 409, "corpus_refused")).toContain("trial-measures#art_3");
    await refusal(take("别的", "no-such"), 409, "corpus_refused");
    expect([file("not-answered.yaml"), await auditLines()]).toEqual(after);
  });

  it("and the corpus can be ingested as it stands now", async () => {
    const report = await runIngest({ corpusFolder: corpusDir, snapshotRoot: snapshotDir });
    expect(report).toBeDefined();
    const { lexicon, notAnswered } = openSnapshot(snapshotDir);
    expect(lexicon.synonyms.map(({ say }) => say)).toContainEqual(["造假"]);
    expect(notAnswered[0]!.examples).toContain("要给钱吗");
  });
});
