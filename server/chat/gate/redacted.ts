import { wholeSpan } from "../citations.js";
import { cutterFor } from "../cut-for-turn.js";
import type { Check } from "./check.js";

const ASKS_CITY = /哪个(城市|市|地方)|哪(座|一座)(城市|城|市)|什么城市|什么市/;
const ASKS_FIGURE = /第几|多少|百分之几|几(个|家|所|位|名|成)/;
/** 第*位, **家, 超过**%: a figure that was blotted out. */
const HIDDEN_FIGURE = /第\*+|\*+(\.\*+)?(位|家|个|万|亿|%|所|元|年)/;

/** The source itself hides what is asked for behind asterisks: the city, or the figure of the sentence that would be quoted. */
export const redacted: Check = (turn) => {
  const { understanding: { question }, retrieved } = turn;
  const top = retrieved.scopes[0]?.evidence[0]?.passage;
  if (!top || top.document.meta.status !== "non_normative") return null;
  if (ASKS_CITY.test(question) && top.document.text.includes("**市")) return { reason: "redacted", missing: "" };
  const quoted = cutterFor(turn)(wholeSpan(top.document, top.provision)).map(({ start, end }) => top.document.text.slice(start, end)).join("\n");
  return ASKS_FIGURE.test(question) && HIDDEN_FIGURE.test(quoted) ? { reason: "redacted", missing: "" } : null;
};
