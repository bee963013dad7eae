import type { PolicyDocument } from "../../ingest/index.js";
import type { Refusal, RefusalReason } from "./gate/check.js";

/** What is said for each reason; `covers` tells what the collection holds. */
const TEXT: Record<RefusalReason, (missing: string, covers: string) => string> = {
  too_vague: (_, covers) => `请说得具体一些：想问哪个地区、哪份文件、哪方面的内容？${covers}`,
  incomplete_reference: (missing) => `请写明是哪一条的“${missing}”，例如“第六条第三项”。`,
  unverified: () => "引文没有通过与原文的核对，这次不作回答。请直接查看原文，或换一种问法。",
  attack: () => "这个要求不能照办。我只根据收录的文件回答先进制造业集群政策的问题，每个回答都附条款出处。",
  small_talk: (_, covers) => `我只回答先进制造业集群政策方面的问题。${covers}`,
  advice: (_, covers) => `这个问题不在政策文件的范围内，我不能给出个人建议。${covers}`,
  not_chinese: (_, covers) => `请用中文提问（Please ask in Chinese）。${covers}`,
  writing: (_, covers) => `我不代写材料。可以问我材料要写到哪些内容、条件和程序各是怎么规定的。${covers}`,
  outside_region: (missing, covers) => `没有收录${missing}的文件，无法回答。${covers}`,
  outside_document: (missing, covers) => `没有收录${missing}，不能回答其中的内容。${covers}`,
  not_issued_yet: (missing) => `在所问的日期，${missing}还没有印发，无法据此回答。`,
  no_such_provision: (missing) => `所问的文件里没有“${missing}”。`,
  value_missing: (missing) => `收录的文件没有写明所问的${missing}，不能据此回答。请向发文机关或当地工业和信息化主管部门核实。`,
  outcome: (_, covers) => `收录的是政策文件，没有执行结果、认定名单这类后续情况，无法回答。${covers}`,
  redacted: () => "原文已用星号隐去这项内容，无法回答，也不作推测。",
  left_open: (missing) => missing,
  written_elsewhere: (missing) => `${missing}，别处的规定不能拿来代替。`,
  not_covered: (missing, covers) => `收录的文件没有涉及“${missing}”，无法回答。${covers}`,
  nothing_found: (_, covers) => `没有找到相关条款，无法回答。${covers}`,
};

/** The refusal's text: what is not there, and what the collection covers. */
export function refusalText({ reason, missing }: Refusal, documents: Iterable<PolicyDocument>): string {
  return TEXT[reason](missing, coverage(documents));
}

const WITHOUT_RELATED: ReadonlySet<RefusalReason> = new Set(["too_vague", "attack", "small_talk", "advice", "not_chinese"]);

/** Whether nearest provisions are worth offering beside the refusal. */
export function offersRelated(reason: RefusalReason): boolean {
  return !WITHOUT_RELATED.has(reason);
}

function coverage(documents: Iterable<PolicyDocument>): string {
  const regions = new Set([...documents].flatMap(({ meta }) => meta.region ?? []));
  return `目前收录的是${[...regions].join("、")}的先进制造业集群文件。`;
}
