import type { PolicyDocument, Snapshot, Theme } from "../../../ingest/index.js";
import { toCitation } from "../../chat/citations.js";
import { inferredAncestor } from "../../chat/notices.js";
import { AppError } from "../../errors.js";
import type { ComparedTheme, Matrix, MatrixCell, MatrixProvision } from "../../schemas/matrix.js";
import { chooseDocuments, headOf, isBackground, isNational, issuedOn, regionOf, regionsOf, type DocumentChoice } from "../chosen-documents.js";
import { provisionsOn, type ThemeProvision } from "./recognise.js";
import { signsOf, type ThemeSigns } from "./theme-signs.js";

/** What is to be compared; an empty list stands for all. */
export interface MatrixChoice extends DocumentChoice {
  themes: readonly string[];
}

const BACKGROUND = "背景材料（不是政策文件）";

/**
 * Regions across, themes down. A cell holds what that region's own documents say and nothing of another's; a document that
 * says nothing of a theme stands there with an empty list. Texts that are no policy have a column of their own.
 * @param asOf ISO day by which status is told; documents issued later are left out
 * @throws AppError unknown_document, unknown_region, unknown_theme
 */
export function compareDocuments({ documents, lexicon, manifest }: Snapshot, choice: MatrixChoice, asOf: string): Matrix {
  const { shown, leftOut } = chooseDocuments(documents.values(), choice, asOf);
  const themes = chosenThemes(lexicon.themes, choice.themes);
  const groups = groupsOf(shown);
  const cite = citer(asOf);
  return {
    asOf,
    snapshot: manifest.id,
    columns: groups.map(({ name, background, documents: own }) => ({ name, background, documents: own.map((document) => headOf(document, asOf)) })),
    rows: themes.map((theme) => {
      const signs = signsOf(theme);
      return { theme: told(theme), cells: groups.map(({ documents: own }) => cellOf(own, signs, cite)) };
    }),
    leftOut,
    choices: choicesAmong(issuedOn(documents.values(), asOf), lexicon.themes),
  };
}

function choicesAmong(documents: readonly PolicyDocument[], themes: readonly Theme[]): Matrix["choices"] {
  return {
    themes: themes.map(told),
    regions: regionsOf(documents),
    documents: documents.map((document) => ({ id: document.meta.id, title: document.meta.title, region: regionOf(document), background: isBackground(document) })),
  };
}

function chosenThemes(themes: readonly Theme[], ids: readonly string[]): Theme[] {
  const unknown = ids.find((id) => themes.every((theme) => theme.id !== id));
  if (unknown !== undefined) throw new AppError("unknown_theme", 404, `没有这个主题：「${unknown}」，现有：${themes.map(({ id }) => id).join("、")}。`);
  return themes.filter(({ id }) => ids.length === 0 || ids.includes(id));
}

interface Group {
  name: string;
  background: boolean;
  /** 0 for the nation, 1 for a region, 2 for background. */
  rank: number;
  documents: PolicyDocument[];
}

/** A column a region, the nation's first; background last, whatever place it speaks of. */
function groupsOf(documents: readonly PolicyDocument[]): Group[] {
  const groups = new Map<string, Group>();
  for (const document of documents) {
    const background = isBackground(document);
    const name = background ? BACKGROUND : regionOf(document);
    const group = groups.get(name) ?? { name, background, rank: background ? 2 : isNational(document) ? 0 : 1, documents: [] };
    group.documents.push(document);
    groups.set(name, group);
  }
  return [...groups.values()].sort((a, b) => a.rank - b.rank);
}

function cellOf(documents: readonly PolicyDocument[], signs: ThemeSigns, cite: Cite): MatrixCell {
  return { documents: documents.map((document) => ({ documentId: document.meta.id, provisions: provisionsOn(document, signs).map(cite) })) };
}

type Cite = (found: ThemeProvision) => MatrixProvision;

/** Numbers the quotes through the whole table. */
function citer(asOf: string): Cite {
  let n = 0;
  return ({ span, basis }) => {
    const { document, provision, start, end } = span;
    return { ...toCitation(span, ++n, asOf), basis, inferred: inferredAncestor(document, provision) !== null, cutBefore: start > provision.start, cutAfter: end < provision.end };
  };
}

function told({ id, name, about }: Theme): ComparedTheme {
  return { id, name, about };
}
