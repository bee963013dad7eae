import { describe, expect, it } from "vitest";
import { linkVersions, type UnlinkedMeta } from "../../../ingest/corpus/versions.js";
import type { DocumentMeta } from "../../../ingest/model.js";
import { plainMeta } from "../../support/documents.js";

type Changes = Omit<Partial<UnlinkedMeta>, "version"> & { id: string; version?: Partial<NonNullable<UnlinkedMeta["version"]>> };

function metaOf({ version, ...rest }: Changes): UnlinkedMeta {
  return { ...plainMeta(rest), ...(version && { version: { edition: null, replaces: [], repeals: [], amends: [], ...version } }) };
}

function linked(...metas: Changes[]): Map<string, DocumentMeta> {
  return new Map(linkVersions(metas.map(metaOf)).map((meta) => [meta.id, meta]));
}

describe("linkVersions", () => {
  it("leaves a document of which nothing is said as it is", () => {
    expect(linked({ id: "alone" }).get("alone")).toEqual(metaOf({ id: "alone" }));
  });

  it("tells the earlier version what took its place and when, and both of each other", () => {
    const metas = linked({ id: "a-2019", issued: "2019-05-01" }, { id: "a-2024", issued: "2024-01-01", effective: "2024-02-01", version: { of: "a", replaces: ["a-2019"] } });
    expect(metas.get("a-2019")).toMatchObject({ expired: "2024-02-01", version: { of: "a", name: "2019年版", supersededBy: "a-2024", others: [{ id: "a-2024", name: "2024年版" }] } });
    expect(metas.get("a-2024")).toMatchObject({ expired: null, version: { of: "a", supersededBy: null, others: [{ id: "a-2019", name: "2019年版" }] } });
  });

  it("keeps an end that the metadata tells itself", () => {
    expect(linked({ id: "old", expired: "2023-12-31" }, { id: "new", issued: "2024-01-01", version: { replaces: ["old"] } }).get("old")!.expired).toBe("2023-12-31");
  });

  it("names a version by its edition, as a draft, by its year, or by its title", () => {
    const metas = linked(
      { id: "a", issued: "2019-01-01", version: { of: "w", edition: "试行" } },
      { id: "b", status: "draft", version: { of: "w" } },
      { id: "c", status: "draft", published: "2025-03-01", version: { of: "w" } },
      { id: "d", title: "管理办法", version: { of: "w" } },
    );
    expect([...metas.values()].map(({ version }) => version!.name)).toEqual(["试行", "征求意见稿", "2025年征求意见稿", "《管理办法》"]);
  });

  it("lets a draft end nothing yet", () => {
    const metas = linked({ id: "old", issued: "2019-01-01" }, { id: "draft", status: "draft", version: { replaces: ["old"] } });
    expect(metas.get("old")).toMatchObject({ expired: null, version: { of: metas.get("draft")!.version!.of, supersededBy: null } });
  });

  it("tells what was repealed and what was amended, which makes no version of it", () => {
    const metas = linked({ id: "a" }, { id: "b" }, { id: "c", issued: "2024-01-01", version: { repeals: ["a"], amends: ["b"] } });
    expect(metas.get("a")).toMatchObject({ expired: "2024-01-01", version: { repealedBy: "c", supersededBy: null, others: [] } });
    expect(metas.get("b")).toMatchObject({ expired: null, version: { amendedBy: ["c"], others: [] } });
  });

  it("joins a chain of versions into one work", () => {
    const metas = linked({ id: "a", issued: "2015-01-01" }, { id: "b", issued: "2019-01-01", version: { replaces: ["a"] } }, { id: "c", issued: "2024-01-01", version: { replaces: ["b"] } });
    expect(new Set([...metas.values()].map(({ version }) => version!.of)).size).toBe(1);
    expect(metas.get("a")!.version!.others.map(({ id }) => id)).toEqual(["b", "c"]);
  });

  it.each<[string, Changes[], string]>([
    ["a document that is not there", [{ id: "a", issued: "2024-01-01", version: { replaces: ["gone"] } }], "documents/a/meta.yaml 的 version.replaces：没有编号为「gone」的文件"],
    ["itself", [{ id: "a", issued: "2024-01-01", version: { amends: ["a"] } }], "documents/a/meta.yaml 的 version.amends：不能写文件自己"],
    ["a ring", [{ id: "a", issued: "2024-01-01", version: { replaces: ["b"] } }, { id: "b", issued: "2023-01-01", version: { replaces: ["a"] } }], "成了一圈"],
    ["no first day", [{ id: "a", version: { replaces: ["b"] } }, { id: "b" }], "documents/a/meta.yaml 的 effective：写了取代或废止「b」"],
    ["two names of one work", [{ id: "a", issued: "2024-01-01", version: { of: "x", replaces: ["b"] } }, { id: "b", version: { of: "y" } }], "与它取代的版本写的不同"],
  ])("refuses %s", (_what, metas, message) => {
    expect(() => linked(...metas)).toThrow(message);
  });
});
