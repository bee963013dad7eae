import type { PolicyDocument, Provision } from "../../../ingest/index.js";
import type { Evidence } from "../../retrieval/evidence.js";
import { wholeSpan, type CitedSpan } from "../citations.js";
import type { Found } from "../found.js";

/** One enterprise speaks of itself, or is spoken of: 我们厂, 单个企业, 自己. */
const ONE_ENTERPRISE = /我(们|司|厂|家|这)?|咱|俺|本(公司|企业|厂)|(一家|单个|单独|单家|个别|普通|民营|小微?|中小)(的)?(企业|公司|厂)|自己|个人|企业|公司|厂(子|家)?/;
const WANTS_TO_APPLY = /(能|可以|可|想|要|让|够格|有资格|得|怎么|直接|自己|单独|自行|去).{0,8}(申报|申请|参评|参加竞赛|报名|报|评上|参与)/;
const NAMES_APPLICANT = /申报主体(为|是|包括|限)/;

/**
 * Who may apply, where one enterprise asks whether or how it can: the provision that names the applicant, and the one
 * beside it in which enterprises take part. Empty where the documents found name none.
 */
export function applicantIn({ understanding: { question, references } }: Found, evidence: readonly Evidence[]): CitedSpan[] {
  if (references.length > 0 || !ONE_ENTERPRISE.test(question) || !WANTS_TO_APPLY.test(question)) return [];
  const found = evidence.find(({ passage: { document, provision } }) => NAMES_APPLICANT.test(textOf(document, provision)));
  if (!found) return [];
  const { document, provision } = found.passage;
  const beside = siblingsOf(document, provision).filter((sibling) => sibling !== provision && textOf(document, sibling).includes("企业"));
  return [provision, ...beside.slice(0, 1)].map((leaf) => wholeSpan(document, leaf));
}

function siblingsOf({ provisions }: PolicyDocument, { parent }: Provision): Provision[] {
  return parent === null ? [] : provisions[parent]!.children.map((child) => provisions[child]!);
}

function textOf({ text }: PolicyDocument, { start, end }: Provision): string {
  return text.slice(start, end);
}
