import { setImmediate as soon } from "node:timers/promises";
import { expect, it } from "vitest";
import { FewAtOnce } from "../../../server/staff/few-at-once.js";

it("runs no more at once than it may, all of it in order, whatever fails", async () => {
  const few = new FewAtOnce(2);
  const [begun, atOnce] = [[] as number[], [] as number[]];
  let running = 0;
  const works = [0, 1, 2, 3, 4].map((n) =>
    few.run(async () => {
      begun.push(n);
      atOnce.push((running += 1));
      await soon();
      running -= 1;
      if (n === 1) throw new Error("unreadable");
    }),
  );
  const ends = await Promise.allSettled(works);
  expect(ends.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled", "fulfilled", "fulfilled"]);
  expect([begun, Math.max(...atOnce)]).toEqual([[0, 1, 2, 3, 4], 2]);
});
