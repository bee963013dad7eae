import { findDocNumbers, findQuantities, findReferences, type Quantity } from "../../ingest/index.js";
import { standingText } from "./about/standing.js";
import { withoutNames } from "./about/asked-documents.js";
import { chosenText, type Chosen } from "./chosen.js";
import type { Found } from "./found.js";
import { figuresOf } from "./guards/figures.js";

/** The question takes something for granted, or wants to hear that it is so. */
const ASSERTS = /对吧|是吧|对吗|是吗|对不对|是不是|真的|没错|听说|据说|说是|既然|不是说|规定|要求|必须|至少|不低于|不少于|以上|以内|达到|门槛|才能|才行|就能|就可以|就行|给.{0,6}吗|吧[？?。]*$|吗[？?。]*$/;
/** Says that a document is in force. */
export const CLAIMS_FORCE = /已经?(正式)?(施行|实施|生效|印发|出台|执行|落地)|正式(施行|实施|生效|印发|出台|文件)|现行|(生效|施行|实施)(了|后|以后|之后)/;
/** …申报主体为各产业集群发展促进组织。 */
const APPLICANT = /申报主体(?:为|是)(?:各)?([^，。；]{2,30})/;

/**
 * What the question takes for granted and the documents do not say, told before what they do say: figures, documents that
 * are not there, a draft taken for a rule in force, an enterprise taken for the applicant.
 * @param asOf ISO day by which standing is told
 */
export function premisesOf(found: Found, chosen: Chosen, asOf: string): string[] {
  return [...foreignDocuments(found), ...unknownFigures(found, chosen), ...drafts(found, chosen, asOf), ...applicant(chosen)];
}

function foreignDocuments({ understanding: { foreignDocuments, documentIds } }: Found): string[] {
  return foreignDocuments.length > 0 && documentIds.length > 0 ? [`没有收录${foreignDocuments.join("、")}，以下出自收录的文件。`] : [];
}

/** 有一个旅游集群: an article, where 只有一个 is a figure. */
const INDEFINITE = /^[^只仅就共第]?一[个家项类次]$/;

/** Figures of the question that stand nowhere in the documents that answer it. */
function unknownFigures({ understanding: { question } }: Found, chosen: Chosen): string[] {
  if (!ASSERTS.test(question)) return [];
  const texts = [...new Set(spansOf(chosen).map(({ document }) => document))].map(({ text }) => text);
  const named = [...findReferences(question), ...findDocNumbers(question)];
  const isFigure = ({ start, end, kind }: Quantity): boolean => kind !== "plain" && !INDEFINITE.test(question.slice(Math.max(0, start - 1), end));
  const asked = findQuantities(question).filter((quantity) => isFigure(quantity) && !named.some((span) => quantity.start < span.end && quantity.end > span.start));
  const known = new Set(asked.length > 0 ? texts.flatMap(figuresOf) : []);
  const unknown = asked.filter(({ start, end, canonical }) => !known.has(canonical) && !texts.some((text) => text.includes(question.slice(start, end))));
  if (unknown.length === 0) return [];
  return [`文件里没有找到“${unknown.map(({ start, end }) => question.slice(start, end)).join("、")}”，相关的原文是：`];
}

function drafts({ understanding, snapshot }: Found, chosen: Chosen, asOf: string): string[] {
  if (!CLAIMS_FORCE.test(withoutNames(understanding, snapshot.documents.values()))) return [];
  const documents = [...new Set(spansOf(chosen).map(({ document }) => document))];
  return documents.filter(({ meta }) => meta.status === "draft").map((document) => standingText(document, asOf));
}

function applicant(chosen: Chosen): string[] {
  if (!chosen.blocks.some(({ applicant }) => applicant)) return [];
  const named = APPLICANT.exec(chosenText(chosen))?.[1];
  return named === undefined || named.includes("企业") ? [] : [`按原文，申报主体是${named}，不是单个企业；企业怎样参与也在下面。`];
}

function spansOf({ blocks }: Chosen) {
  return blocks.flatMap(({ provisions }) => provisions.flat());
}
