import { addressGuard } from "./address.js";
import type { Checked, Guard } from "./guard.js";
import { markGuard } from "./mark.js";
import { numberGuard } from "./number.js";
import { placementGuard } from "./placement.js";
import { provinceGuard } from "./province.js";
import { spanGuard } from "./span.js";
import { statementGuard } from "./statement.js";
import { statusGuard } from "./status.js";

/** Every guard by its name, which metrics and records carry. */
export const GUARDS = {
  span: spanGuard,
  address: addressGuard,
  placement: placementGuard,
  mark: markGuard,
  number: numberGuard,
  province: provinceGuard,
  status: statusGuard,
  statement: statementGuard,
} satisfies Record<string, Guard>;
export type GuardName = keyof typeof GUARDS;

export interface GuardFinding {
  guard: GuardName;
  detail: string;
}

/** What any guard finds on the answer; one finding is enough not to send it. */
export function runGuards(checked: Checked): GuardFinding[] {
  return (Object.keys(GUARDS) as GuardName[]).flatMap((guard) => GUARDS[guard](checked).map((detail) => ({ guard, detail })));
}
