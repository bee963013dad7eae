import { expect, it } from "vitest";
import { dayOfLine } from "../../../ingest/structure/lines.js";

it.each([
  ["二〇二四年二月二十九日", "2024-02-29"],
  ["2024年2月30日", null],
  ["2023年2月29日", null],
  ["2024年13月1日", null],
])("the day of the line %s is %s", (line, day) => {
  expect(dayOfLine(line)).toBe(day);
});
