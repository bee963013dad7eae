import { describe, expect, it } from "vitest";
import { BareLoop } from "../../../bench/peers/bare-loop.js";
import { OwnWords } from "../../../bench/peers/own-words.js";
import type { Peer, PeerQuestion } from "../../../bench/peers/peer.js";
import { seededRandom } from "../../../bench/seeded-random.js";

function question(...words: string[]): PeerQuestion {
  return { words, terms: new Map(), vector: new Float32Array(0) };
}

function built<T extends Pick<Peer, "add" | "finish">>(peer: T, passages: readonly string[]): T {
  void peer.add(passages);
  void peer.finish();
  return peer;
}

describe("BareLoop", () => {
  it("ranks the rare word before the common one, the short passage before the long, and finds nothing for unknown words", () => {
    const loop = built(new BareLoop(), ["申报 条件", "申报 条件 材料 时间 地点", "申报 奖励", "申报"]);
    expect(loop.search(question("条件", "申报"))).toEqual([0, 1, 3, 2]);
    expect(loop.search(question("火星"))).toEqual([]);
  });

  it("finds what our own index finds, over more passages than one block holds", () => {
    const random = seededRandom(7);
    // Some words in most passages, most words in few: lists that MaxScore must look up and lists that it must add.
    const word = (): string => `w${Math.floor(400 * random() ** 4)}`;
    const text = (length: number): string[] => Array.from({ length }, word);
    const passages = Array.from({ length: 9000 }, () => text(5 + Math.floor(random() * 30)).join(" "));
    const [loop, own] = [built(new BareLoop(), passages), built(new OwnWords(), passages)];
    for (let i = 0; i < 60; i++) {
      const asked = question(...text(1 + (i % 12)));
      expect(loop.search(asked), asked.words.join(" ")).toEqual(own.search(asked));
    }
  });
});
