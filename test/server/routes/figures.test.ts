import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { figuresReplySchema } from "../../../server/schemas/figures.js";
import { errorSchema } from "../../../server/schemas/objects.js";
import { bootApp } from "../../support/app.js";
import { signIn, writeStaffFile } from "../../support/staff.js";
import { sharedTempFolder } from "../../support/temp-folder.js";

const folder = sharedTempFolder();
let app: FastifyInstance;
let cookie: string;
beforeAll(async () => {
  ({ app } = await bootApp({ staffFile: await writeStaffFile(folder, { reader_1: "reader" }) }));
  ({ cookie } = await signIn(app, "reader_1"));
});
afterAll(() => app.close());

const get = (query = "", headers: Record<string, string> = { cookie }) => app.inject({ url: `/api/staff/figures${query}`, headers });
const regions = (...names: string[]): string => `?regions=${encodeURIComponent(names.join(","))}`;

describe("GET /api/staff/figures", () => {
  it("is for those who are signed in", async () => {
    expect((await get("", {})).statusCode).toBe(401);
    expect((await get()).statusCode).toBe(200);
  });

  it("tells targets and times of every document of policy, each with the way to its provision", async () => {
    const { documents, targets, obligations, regions: known } = figuresReplySchema.parse((await get()).json());
    expect(documents.map(({ documentId }) => documentId)).toEqual(["gz-measures", "gz-opinion", "js-opinion", "sd-plan"]);
    expect(known).toEqual(["贵州", "江苏", "山东"]);
    expect(targets.find(({ provisionId }) => provisionId === "sd-plan#sec_2__subsec_2__point_1")).toMatchObject({ year: "2025", figure: { text: "70%以上" }, unit: "%", status: "in_force", url: "/documents/sd-plan#sec_2__subsec_2__point_1" });
    expect(obligations.find(({ provisionId }) => provisionId === "gz-measures#art_16")).toMatchObject({ kind: "recurring", when: { text: "每年3月底前" }, status: "draft" });
  });

  it("tells those of a chosen region only", async () => {
    const { documents, targets, obligations } = figuresReplySchema.parse((await get(regions("江苏"))).json());
    expect(new Set([...documents, ...targets, ...obligations].map(({ documentId }) => documentId))).toEqual(new Set(["js-opinion"]));
  });

  it("refuses a region that has no documents", async () => {
    const reply = await get(regions("海南"));
    expect([reply.statusCode, errorSchema.parse(reply.json()).error.message]).toEqual([404, "没有收录「海南」的文件，现有：贵州、江苏、山东。"]);
  });
});
