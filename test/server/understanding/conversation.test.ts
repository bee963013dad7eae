import { expect, it } from "vitest";
import { rememberedTurns } from "../../../server/understanding/conversation.js";

it("a conversation stored by an older version begins anew; one of this version goes on", () => {
  const older = { question: "办法什么时候生效", regions: ["贵州"], documentIds: [], references: [] };
  const present = { ...older, topic: { asked: "", names: [] }, signals: [], years: [] };
  expect(rememberedTurns([older, present])).toEqual([]);
  expect(rememberedTurns([present, present])).toEqual([present, present]);
  expect(rememberedTurns([])).toEqual([]);
});
