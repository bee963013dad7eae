import { readFileSync, writeFileSync } from "node:fs";
import { parse } from "yaml";
import { expect, it } from "vitest";
import { DEFAULT_PROFILE, readProfile } from "../../../server/llm/profile.js";
import { tempFolder } from "../../support/temp-folder.js";

const EXAMPLE = "deploy/llm-profile.example.yaml";

it("the example lists every field of a profile with its default", () => {
  expect(parse(readFileSync(EXAMPLE, "utf8"))).toEqual(DEFAULT_PROFILE);
  expect(readProfile(EXAMPLE)).toEqual(DEFAULT_PROFILE);
  expect(readProfile(null)).toEqual(DEFAULT_PROFILE);
});

it("a field that is none, or not of its kind, is named", () => {
  const file = `${tempFolder()}/profile.yaml`;
  writeFileSync(file, "totalMs: soon\n");
  expect(() => readProfile(file)).toThrow(/LLM_PROFILE_FILE.*totalMs/);
  expect(() => readProfile("no-such.yaml")).toThrow(/读不出来/);
});
