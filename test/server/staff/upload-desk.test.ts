import { existsSync, renameSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runIngest } from "../../../ingest/pipeline.js";
import { UploadDesk } from "../../../server/staff/upload-desk.js";
import { UploadFolder } from "../../../server/staff/upload-folder.js";
import { tempFolder } from "../../support/temp-folder.js";
import { writeTinyCorpus } from "../../support/tiny-corpus.js";

const ID = "11111111-1111-4111-8111-111111111111";
const DAMAGED = "22222222-2222-4222-8222-222222222222";
const OLDER = "33333333-3333-4333-8333-333333333333";
const META = { id: "new-measures", title: "新区集群管理办法", issuer: "新区管委会", region: "贵州", level: "county", kind: "measures", status: "in_force", issued: "2026-01-01", source: { file: "source.txt" } };
const LOG = { error: () => undefined };

/** A corpus and an upload that waits, read before. */
function waitingUpload() {
  const folder = tempFolder();
  const folders = { corpusDir: writeTinyCorpus(folder), snapshotDir: join(folder, "snapshots") };
  const upload = uploadOf(folders.corpusDir, ID);
  const target = join(folders.corpusDir, "documents", META.id);
  return { folders, upload, target, desk: () => new UploadDesk(folders, LOG) };
}

function uploadOf(corpusDir: string, id: string): UploadFolder {
  const upload = new UploadFolder(join(corpusDir, ".uploads", id));
  upload.make();
  writeFileSync(join(upload.document, "source.txt"), "第一条 为培育集群，制定本办法。\n");
  upload.writePreview("{}", { name: "办法.txt", uploadedAt: "2026-01-05T00:00:00.000Z" });
  return upload;
}

describe("after the server ended in the middle of a publication", () => {
  it("what no snapshot has is taken back and waits again", () => {
    const { upload, target, desk } = waitingUpload();
    upload.writeMeta(META);
    renameSync(upload.document, target);
    expect(desk().look(ID).meta).toMatchObject({ id: META.id });
    expect(existsSync(target)).toBe(false);
  });

  it("what the snapshot has stays a document", async () => {
    const { folders, upload, target, desk } = waitingUpload();
    upload.writeMeta(META);
    renameSync(upload.document, target);
    await runIngest({ corpusFolder: folders.corpusDir, snapshotRoot: folders.snapshotDir });
    expect(desk().list()).toEqual([]);
    expect([existsSync(target), existsSync(upload.path)]).toEqual([true, false]);
  });
});

describe("what waits", () => {
  it("is listed though another one is damaged, or was read by an older program", () => {
    const { folders, desk } = waitingUpload();
    writeFileSync(join(uploadOf(folders.corpusDir, DAMAGED).path, "upload.json"), '{"uploadId":');
    const older = uploadOf(folders.corpusDir, OLDER);
    writeFileSync(join(older.path, "upload.json"), JSON.stringify({ ...older.ticket, format: 1 }));
    expect(desk().list().map(({ uploadId }) => uploadId)).toEqual([ID]);
    for (const id of [DAMAGED, OLDER]) expect(() => desk().look(id)).toThrow("没有这份上传的文件");
  });

  it("is gone after a day, whether anyone uploads or not", () => {
    const { upload, desk } = waitingUpload();
    const twoDaysAgo = new Date(Date.now() - 48 * 3600_000);
    utimesSync(upload.path, twoDaysAgo, twoDaysAgo);
    expect([desk().list(), existsSync(upload.path)]).toEqual([[], false]);
  });
});
