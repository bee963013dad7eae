import { scryptSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { COST, hashOfNothing, hashPassword, isPasswordHash, passwordMatches } from "../../../server/auth/passwords.js";
import { CHEAP } from "../../support/staff.js";

describe("a password's hash", () => {
  it("is scrypt's, with its salt and cost in it, and of no two alike", async () => {
    const [hash, again] = [await hashPassword("correct horse 马"), await hashPassword("correct horse 马")];
    const [, scheme, cost, salt, key] = hash.split("$");
    expect([scheme, cost]).toEqual(["scrypt", `ln=${COST.ln},r=${COST.r},p=${COST.p}`]);
    const expected = scryptSync("correct horse 马", Buffer.from(salt!, "base64"), 32, { N: 2 ** COST.ln, r: COST.r, p: COST.p, maxmem: 2 ** 26 });
    expect(Buffer.from(key!, "base64")).toEqual(expected);
    expect(again).not.toBe(hash);
    expect(hash).not.toContain("horse");
  });

  it("takes at least what OWASP asks of scrypt in 32 MB", () => {
    expect(128 * 2 ** COST.ln * COST.r).toBeGreaterThanOrEqual(32 * 2 ** 20);
    expect(COST.p).toBeGreaterThanOrEqual(3);
  });

  it("is matched by its password alone, at whatever cost it was made", async () => {
    const hash = await hashPassword("correct horse 马", CHEAP);
    expect(await passwordMatches("correct horse 马", hash)).toBe(true);
    for (const wrong of ["correct horse 馬", "correct horse 马 ", "", hash]) expect(await passwordMatches(wrong, hash)).toBe(false);
  });

  it("is matched by the same characters in another form: full width, decomposed", async () => {
    const hash = await hashPassword("Ａbcdé-12345", CHEAP);
    expect(await passwordMatches("Abcde\u0301-12345", hash)).toBe(true);
  });

  it.each(["", "plain", "$scrypt$ln=30,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "$2b$10$abcdefghijklmnopqrstuu"])(
    "is none of ours: %j",
    async (text) => {
      expect(isPasswordHash(text)).toBe(false);
      await expect(passwordMatches("x", text)).rejects.toThrow("expected a password hash");
    },
  );

  it("of nothing is one that costs the same", () => {
    const hash = hashOfNothing();
    expect(isPasswordHash(hash)).toBe(true);
    expect(hash.split("$")[2]).toBe(`ln=${COST.ln},r=${COST.r},p=${COST.p}`);
  });
});
