import type { NO_REGION as NoRegion, Trouble } from "../../../server/schemas/staff-asked.js";
import { hrefOf } from "../routing.js";

export const ASKED = "asked";
/** `/workbench/asked/try`: no answer has this id. */
export const TRY = "try";

/** As the server calls it; its schemas themselves would bring their library along. */
export const NO_REGION: typeof NoRegion = "none";

/** Why a turn stands in the view, in words. */
export const TROUBLE_NAMES: Record<Trouble, string> = { disliked: "点了没帮助", refused: "未作回答", unclear: "请补充说明", no_evidence: "什么也没查到" };
export const OUTCOME_NAMES = { answered: "已回答", refused: "未作回答", needs_clarification: "请补充说明" } as const;

/** Periods to choose from, in days. */
export const PERIODS: readonly (readonly [string, string])[] = [["7", "近 7 天"], ["30", "近 30 天"], ["90", "近 90 天"], ["365", "近一年"]];
const USUAL_DAYS = "30";

/** What is listed; "" for all. */
export interface AskedFilter {
  kind: string;
  region: string;
  days: string;
}

export function readFilter(query: URLSearchParams): AskedFilter {
  return { kind: query.get("kind") ?? "", region: query.get("region") ?? "", days: periodOf(query.get("days")) };
}

/** An address may hold anything; what is no period to choose is the usual one. */
function periodOf(days: string | null): string {
  return PERIODS.find(([period]) => period === days)?.[0] ?? USUAL_DAYS;
}

export function filterHref({ kind, region, days }: AskedFilter): string {
  return hrefOf(ASKED, { query: { kind, region, days: days === USUAL_DAYS ? "" : days } });
}

/** The server's address of the list. @param today ISO day */
export function askedPath({ kind, region, days }: AskedFilter, today: string): string {
  const from = new Date(Date.parse(today) - Number(days) * 24 * 3600_000).toISOString().slice(0, 10);
  const given = Object.entries({ kind, region, from }).filter(([, value]) => value !== "");
  return `api/staff/asked?${new URLSearchParams(given).toString()}`;
}

/** The workbench's reader at a provision. */
export function readHref(provisionId: string): string {
  const [documentId = "", eId = ""] = provisionId.split("#");
  return hrefOf("read", { rest: documentId, hash: eId });
}
