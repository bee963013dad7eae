import { expect, it } from "vitest";
import { ATTEMPTS, LOCKED_FOR, Lockout } from "../../../server/auth/lockout.js";

it("counts attempts before their outcome is known, so that many at once are no way round", () => {
  const lockout = new Lockout(() => 0);
  const allowed = Array.from({ length: 50 }, () => lockout.attempt(["account a"])).filter((wait) => wait === 0);
  expect(allowed).toHaveLength(ATTEMPTS);
});

it("does not prolong a lock by attempts made meanwhile", () => {
  let time = 0;
  const lockout = new Lockout(() => time);
  for (let n = 0; n < ATTEMPTS; n++) lockout.attempt(["account a"]);
  for (time = 1; time < LOCKED_FOR; time += LOCKED_FOR / 10) expect(lockout.attempt(["account a"])).toBe(LOCKED_FOR - time);
  time = LOCKED_FOR;
  expect(lockout.attempt(["account a"])).toBe(0);
});

it("forgets failures a quarter of an hour after the last", () => {
  let time = 0;
  const lockout = new Lockout(() => time);
  for (let n = 0; n < ATTEMPTS - 1; n++) lockout.attempt(["account a"]);
  time = LOCKED_FOR;
  for (let n = 0; n < ATTEMPTS; n++) expect(lockout.attempt(["account a"])).toBe(0);
  expect(lockout.attempt(["account a"])).toBe(LOCKED_FOR);
});

it("takes the longer wait of two keys, and holds each on its own", () => {
  let time = 0;
  const lockout = new Lockout(() => time);
  for (let n = 0; n < ATTEMPTS; n++) lockout.attempt(["account a"]);
  time = 1000;
  for (let n = 0; n < ATTEMPTS; n++) lockout.attempt(["address x"]);
  expect(lockout.lockedFor(["account a", "address x"])).toBe(LOCKED_FOR);
  expect([lockout.lockedFor(["account a"]), lockout.lockedFor(["account b"])]).toEqual([LOCKED_FOR - 1000, 0]);
});

it("keeps the latest where names without end are tried", () => {
  const lockout = new Lockout(() => 0);
  for (let n = 0; n < ATTEMPTS; n++) lockout.attempt(["account a"]);
  for (let n = 0; n < 9_999; n++) lockout.attempt([`account ${n}`]);
  expect(lockout.lockedFor(["account a"])).toBe(LOCKED_FOR);
  lockout.attempt(["account one-more"]);
  expect(lockout.lockedFor(["account a"])).toBe(0);
});
