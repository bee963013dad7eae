import { join } from "node:path";
import type * as crypto from "node:crypto";
import { expect, it, vi } from "vitest";

/** What scrypt was asked for: the real one works, this only writes down its cost. */
const asked = vi.hoisted(() => [] as unknown[]);
vi.mock("node:crypto", async (original) => {
  const real = await original<typeof crypto>();
  const scrypt = (...args: Parameters<typeof real.scrypt>): void => {
    asked.push({ keyLength: args[2], options: args[3] });
    real.scrypt(...args);
  };
  return { ...real, scrypt };
});

const { StaffAuth } = await import("../../../server/auth/staff-auth.js");
const { hashPassword } = await import("../../../server/auth/passwords.js");
const { Store } = await import("../../../server/store/store.js");
const { tempFolder } = await import("../../support/temp-folder.js");

it("an unknown name costs the same scrypt and the same writes as a known one", async () => {
  const store = new Store(":memory:");
  const auth = new StaffAuth({ db: store.db, staffFile: join(tempFolder(), "staff.json"), now: () => 0 });
  const at = "2026-01-01T00:00:00.000Z";
  auth.accounts.add({ name: "li.si", role: "editor", passwordHash: await hashPassword("its own password"), createdAt: at, passwordChangedAt: at });
  const workFor = async (name: string): Promise<unknown> => {
    asked.length = 0;
    const written = store.db.prepare("SELECT total_changes() AS n").pluck();
    const before = written.get() as number;
    const error = await auth.signIn(name, "wrong password", "192.0.2.1").catch((refused: Error) => refused.message);
    return { error, scrypt: [...asked], rows: (written.get() as number) - before };
  };
  const known = await workFor("li.si");
  expect(known).toEqual({ error: "账号名或密码不对。", scrypt: [{ keyLength: 32, options: expect.objectContaining({ N: 2 ** 15, r: 8, p: 3 }) as unknown }], rows: 0 });
  expect(await workFor("nobody")).toEqual(known);
  store.close();
});
