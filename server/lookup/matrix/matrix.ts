import type { PolicyDocument, Snapshot, Theme } from "../../../ingest/index.js";
import { toCitation } from "../../chat/citations.js";
import { documentNotices } from "../../chat/notices.js";
import { AppError, unknownDocument } from "../../errors.js";
import { isIssued, statusOn } from "../../retrieval/validity.js";
import type { ComparedDocument, ComparedTheme, Matrix, MatrixCell, MatrixColumn, MatrixProvision } from "../../schemas/matrix.js";
import { provisionsOn } from "./recognise.js";
import { signsOf, type ThemeSigns } from "./theme-signs.js";

/** What is to be compared; an empty list stands for all. */
export interface MatrixChoice {
  regions: readonly string[];
  documents: readonly string[];
  themes: readonly string[];
  /** True: texts that are no policy stand in a column of their own. */
  background: boolean;
}

/** Documents side by side; more cannot be read in one table. */
const MOST_DOCUMENTS = 24;
const NATION = "国家";
const BACKGROUND = "背景材料（不是政策文件）";

/**
 * Regions across, themes down. A cell holds what that region's own documents say and nothing of another's; a document that
 * says nothing of a theme stands there with an empty list.
 * @param asOf ISO day by which status is told; documents issued later are left out
 * @throws AppError unknown_document, unknown_region, unknown_theme
 */
export function compareDocuments({ documents, lexicon, manifest }: Snapshot, choice: MatrixChoice, asOf: string): Matrix {
  const issued = [...documents.values()].filter(({ meta }) => isIssued(meta, asOf));
  const chosen = chosenDocuments(issued, choice);
  const shown = chosen.slice(0, MOST_DOCUMENTS);
  const groups = groupsOf(shown);
  const cite = citer(asOf);
  return {
    asOf,
    snapshot: manifest.id,
    columns: groups.map((group) => columnOf(group, asOf)),
    rows: chosenThemes(lexicon.themes, choice.themes).map((theme) => {
      const signs = signsOf(theme);
      return { theme: told(theme), cells: groups.map(({ documents: own }) => cellOf(own, signs, cite)) };
    }),
    leftOut: chosen.length - shown.length,
    choices: {
      themes: lexicon.themes.map(told),
      regions: regionsOf(issued),
      documents: issued.map((document) => ({ id: document.meta.id, title: document.meta.title, region: document.meta.region, background: isBackground(document) })),
    },
  };
}

function chosenDocuments(issued: readonly PolicyDocument[], { regions, documents, background }: MatrixChoice): PolicyDocument[] {
  const known = new Set(issued.map(({ meta }) => meta.id));
  if (documents.some((id) => !known.has(id))) throw unknownDocument();
  const there = regionsOf(issued);
  const unknown = regions.find((region) => !there.includes(region));
  if (unknown !== undefined) throw new AppError("unknown_region", 404, `没有收录「${unknown}」的文件，现有：${there.join("、")}。`);
  return issued.filter((document) => {
    if (documents.length > 0 && !documents.includes(document.meta.id)) return false;
    return isBackground(document) ? background || documents.length > 0 : regions.length === 0 || regions.includes(regionOf(document));
  });
}

function chosenThemes(themes: readonly Theme[], ids: readonly string[]): Theme[] {
  const unknown = ids.find((id) => themes.every((theme) => theme.id !== id));
  if (unknown !== undefined) throw new AppError("unknown_theme", 404, `没有这个主题：「${unknown}」，现有：${themes.map(({ id }) => id).join("、")}。`);
  return themes.filter(({ id }) => ids.length === 0 || ids.includes(id));
}

interface Group {
  name: string;
  background: boolean;
  documents: PolicyDocument[];
}

/** A column a region, the nation's first; background last, whatever place it speaks of. */
function groupsOf(documents: readonly PolicyDocument[]): Group[] {
  const groups = new Map<string, Group>();
  for (const document of documents) {
    const background = isBackground(document);
    const name = background ? BACKGROUND : regionOf(document);
    const group = groups.get(name) ?? { name, background, documents: [] };
    group.documents.push(document);
    groups.set(name, group);
  }
  const rank = ({ name, background }: Group): number => (background ? 2 : name === NATION ? 0 : 1);
  return [...groups.values()].sort((a, b) => rank(a) - rank(b));
}

function regionsOf(documents: readonly PolicyDocument[]): string[] {
  return [...new Set(documents.filter((document) => !isBackground(document)).map(regionOf))];
}

function isBackground({ meta }: PolicyDocument): boolean {
  return meta.status === "non_normative";
}

function regionOf({ meta }: PolicyDocument): string {
  return meta.region ?? NATION;
}

function columnOf({ name, background, documents }: Group, asOf: string): MatrixColumn {
  return { name, background, documents: documents.map((document) => headOf(document, asOf)) };
}

/** A document as a comparison names it. */
export function headOf(document: PolicyDocument, asOf: string): ComparedDocument {
  const { id, title, docNumber, issuer, effective, period } = document.meta;
  return { documentId: id, title, docNumber, issuer, status: statusOn(document.meta, asOf), effective, period, notices: documentNotices(document, asOf) };
}

function cellOf(documents: readonly PolicyDocument[], signs: ThemeSigns, cite: Cite): MatrixCell {
  return { documents: documents.map((document) => ({ documentId: document.meta.id, provisions: provisionsOn(document, signs).map(cite) })) };
}

type Cite = (found: ReturnType<typeof provisionsOn>[number]) => MatrixProvision;

/** Numbers the quotes through the whole table. */
function citer(asOf: string): Cite {
  let n = 0;
  return ({ span, basis }) => {
    const { provision, start, end } = span;
    return { ...toCitation(span, ++n, asOf), basis, cutBefore: start > provision.start, cutAfter: end < provision.end };
  };
}

function told({ id, name, about }: Theme): ComparedTheme {
  return { id, name, about };
}
