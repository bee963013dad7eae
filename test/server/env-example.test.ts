import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { VARIABLES } from "../../server/config.js";

const LINES = readFileSync(join(import.meta.dirname, "../../.env.example"), "utf8").split("\n");
/** Name, value and the line above of every setting in the file. */
const LISTED = LINES.flatMap((line, i) => {
  const match = /^([A-Z_0-9]+)=(.*)$/.exec(line);
  return match ? [{ name: match[1]!, value: match[2]!, above: LINES[i - 1] ?? "" }] : [];
});

describe(".env.example", () => {
  it("lists every variable of the schema once, and no other", () => {
    expect(LISTED.map(({ name }) => name).sort()).toEqual(Object.keys(VARIABLES).sort());
  });

  it.each(LISTED)("$name stands with its default and a comment in Chinese", ({ name, value, above }) => {
    const byDefault = VARIABLES[name]?.parse(undefined) as string | number | string[] | null;
    expect(value).toBe(String(byDefault ?? ""));
    expect(above).toMatch(/^# .*[\u4e00-\u9fa5]/);
  });

  it("holds nothing but settings, comments and empty lines: systemd and docker take no other", () => {
    expect(LINES.filter((line) => !/^(#.*|[A-Z_0-9]+=\S*|)$/.test(line))).toEqual([]);
  });
});
