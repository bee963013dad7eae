import { describe, expect, it } from "vitest";
import { parseServerMessage } from "../../../web/client/server-message.js";

describe("a frame of the socket", () => {
  it("is a message when it is JSON of a known type", () => {
    expect(parseServerMessage('{"type":"pong"}')).toEqual({ type: "pong" });
    expect(parseServerMessage('{"type":"text-delta","text":"甲","turnId":"t","seq":1}')).toMatchObject({ text: "甲" });
  });

  it.each(["", "{", "null", "3", "[]", '{"type":3}', '{"type":"newer"}', '{"text":"甲"}', new ArrayBuffer(2), undefined])("is nothing of ours when it is %s", (frame) => {
    expect(parseServerMessage(frame)).toBeNull();
  });
});
