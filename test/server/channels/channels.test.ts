import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Channels } from "../../../server/channels/channels.js";

const PORTAL = "https://portal.example.gov.cn";
const PARK = "https://park.example.gov.cn";
const HOST = "assistant.example.gov.cn";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "policy-channels-"));
  file = join(folder, "channels.yaml");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Writes the list, so that its size differs from the one before. */
const write = (text: string): void => writeFileSync(file, text);
const entry = (id: string, origin: string, more = ""): string => `- id: ${id}\n  name: 门户\n  origins: [${origin}]\n${more}`;

describe("a page is admitted", () => {
  it("to the channel that it names and that lists its origin", () => {
    write(entry("portal", PORTAL, "  greeting: 您好\n  regions: [贵州]\n") + entry("park", PARK));
    const channels = new Channels(file);
    expect(channels.admit("portal", PORTAL, HOST)).toMatchObject({ id: "portal", greeting: "您好", regions: ["贵州"], limits: { socketsPerAddress: 500 } });
    expect(channels.admit(undefined, PARK, HOST)).toMatchObject({ id: "park" });
    expect(() => channels.admit("park", PORTAL, HOST)).toThrow("没有获准");
    expect(() => channels.admit("nowhere", PORTAL, HOST)).toThrow("没有登记");
    expect(() => channels.admit(undefined, "https://evil.example", HOST)).toThrow("没有获准");
    expect(() => channels.admit(undefined, "null", HOST)).toThrow("没有获准");
  });

  it("of the server itself, and a caller that is no page, to the own channel", () => {
    const channels = new Channels(null, [PARK]);
    expect(channels.admit(undefined, `https://${HOST}`, HOST)).toMatchObject({ id: "own" });
    expect(channels.admit(undefined, undefined, HOST)).toMatchObject({ id: "own" });
    expect(channels.admit("own", PARK, HOST)).toMatchObject({ id: "own" });
    expect(() => channels.admit(undefined, PORTAL, HOST)).toThrow("没有获准");
  });
});

describe("the file", () => {
  it("is read anew when it changes, and a bad one leaves the last good one in force", () => {
    write(entry("portal", PORTAL));
    const channels = new Channels(file);
    expect(channels.reload()).toBe(false);
    write(entry("portal", PORTAL) + entry("park", PARK));
    expect(channels.reload()).toBe(true);
    expect(channels.origins).toEqual([PORTAL, PARK]);
    write("- id: 门户\n");
    expect(() => channels.reload()).toThrow("应为小写字母");
    expect(channels.origins).toEqual([PORTAL, PARK]);
    expect(channels.reload()).toBe(false);
    rmSync(file);
    expect(() => channels.reload()).toThrow("读不出来");
    expect(channels.admit("park", PARK, HOST).id).toBe("park");
  });

  it.each([
    ["a repeated id", entry("portal", PORTAL) + entry("portal", PARK), "重复"],
    ["an origin of two sites", entry("portal", PORTAL) + entry("park", PORTAL), "已属于另一个网站"],
    ["an origin with a path", entry("portal", `${PORTAL}/x`), "网站的来源"],
    ["an unknown field", entry("portal", PORTAL, "  colour: red\n"), "格式不对"],
    ["no limit", entry("portal", PORTAL, "  limits: { sockets: 0 }\n"), "至少为 1"],
    ["the own channel's name", entry("own", PORTAL), "不能用"],
    ["no YAML", "- id: [", "应为 YAML"],
    ["no list", "id: portal", "格式不对"],
  ])("with %s is refused by file and field", (_, text, message) => {
    write(text);
    expect(() => new Channels(file)).toThrow(message);
    expect(() => new Channels(file)).toThrow("channels.yaml");
  });
});
