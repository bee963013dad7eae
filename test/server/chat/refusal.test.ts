import { expect, it } from "vitest";
import { NOT_ANSWERED_REASONS } from "../../../ingest/index.js";
import type { RefusalReason } from "../../../server/chat/gate/check.js";
import { refusalText } from "../../../server/chat/refusal.js";

it("knows every reason by which the corpus says that something is left open", () => {
  const reasons: readonly RefusalReason[] = NOT_ANSWERED_REASONS;
  for (const reason of reasons) expect(refusalText({ reason, missing: "金额" }, [])).toMatch(/。$/);
});
