import type { z } from "zod";
import type { statusSchema } from "./objects.js";

/** What a document may be used for on a given day: its status, and whether its period has run out or not begun. */
export type Standing = z.infer<typeof statusSchema> | "period_ended" | "not_in_force_yet";

export interface Dated {
  status: z.infer<typeof statusSchema>;
  period: { from: string; to: string } | null;
  effective: string | null;
}

/** The statuses that a document can be given, by name. */
export const STATUS_NAMES: Record<z.infer<typeof statusSchema>, string> = {
  draft: "征求意见稿",
  in_force: "现行",
  expired: "已失效",
  superseded: "已被取代",
  non_normative: "非政策文件",
};

/** How a standing is called, on a badge and on paper. */
export const STANDING_NAMES: Record<Standing, string> = { ...STATUS_NAMES, period_ended: "规划期已满", not_in_force_yet: "尚未生效" };

/**
 * The standing on a day. A plan whose period has ended is told as such in place of 现行: nothing repealed it, yet it
 * must not pass for a rule in force.
 *
 * @param day ISO day
 */
export function standingOn(day: string, { status, period, effective }: Dated): Standing {
  if (status !== "in_force") return status;
  if (effective !== null && effective > day) return "not_in_force_yet";
  if (period !== null && period.to < day) return "period_ended";
  return "in_force";
}
