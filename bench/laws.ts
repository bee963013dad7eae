import { basename } from "node:path";
import type { CollectionText } from "./collection.js";
import { readTarGz } from "./tar.js";

/** A law as it stands in the archive. */
export interface Law {
  /** What its first heading says, else its file's name. */
  name: string;
  text: string;
}

/** Streams the laws (.md, .txt) of a tar.gz, in its order. */
export async function* readLaws(archive: string): AsyncGenerator<Law> {
  for await (const { path, content } of readTarGz(archive)) {
    if (!/\.(md|txt)$/.test(path)) continue;
    const text = content.toString("utf8");
    yield { name: nameOf(text, path), text };
  }
}

function nameOf(text: string, path: string): string {
  const heading = /^#\s+(.+)$/m.exec(text)?.[1];
  return (heading ?? basename(path).replace(/\.\w+$/, "")).trim();
}

/** Where the dates of issue and amendment end, in the laws that have them. */
const HEADER_END = "<!-- INFO END -->";
const ARTICLE = /^(第[零〇一二三四五六七八九十百千]+条(?:之[一二三四五六七八九十]+)?)[\s\u3000]+(.*)$/;
const HEADING = /^#+\s*(.*)$/;

/** One text an article, titled by law and number (X法第N条), without the number itself; what stands outside articles, by its heading. */
export function articlesOf({ name, text }: Law): CollectionText[] {
  const articles: { title: string; lines: string[] }[] = [];
  const open = (title: string, ...lines: string[]): unknown => articles.push({ title, lines });
  for (const raw of text.slice(headerEnd(text)).split("\n")) {
    const line = raw.trim();
    if (line === "" || line.startsWith("<!--")) continue;
    const article = ARTICLE.exec(line);
    const heading = HEADING.exec(line);
    if (article) open(`${name}${article[1]!}`, article[2]!);
    else if (heading) open(heading[1] === name ? name : `${name} ${heading[1]!}`);
    else if (articles.length === 0) open(name, line);
    else articles[articles.length - 1]!.lines.push(line);
  }
  return articles.map(({ title, lines }) => ({ title, text: lines.join("\n") })).filter((article) => article.text !== "");
}

function headerEnd(text: string): number {
  const at = text.indexOf(HEADER_END);
  return at < 0 ? 0 : at + HEADER_END.length;
}

/** Longest text that stays whole, in characters. */
const LONGEST = 400;
const SENTENCE_ENDS = /[。！？\n]/g;
const CLAUSE_ENDS = /[；：，、]/g;

/** Cuts a text of more than 400 characters at sentence ends into nearly equal parts, so of about 200 to 400. Nothing is lost. */
export function cutText(text: string): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > LONGEST) {
    const aim = Math.ceil(rest.length / Math.ceil(rest.length / LONGEST));
    const at = nearestEnd(rest, aim, SENTENCE_ENDS) ?? nearestEnd(rest, aim, CLAUSE_ENDS) ?? aim;
    pieces.push(rest.slice(0, at));
    rest = rest.slice(at);
  }
  pieces.push(rest);
  return pieces;
}

/** The place after an end that is nearest to `aim`, at least half of it and no longer than a piece may be. */
function nearestEnd(text: string, aim: number, ends: RegExp): number | null {
  const places = [...text.slice(0, LONGEST).matchAll(ends)].map((match) => match.index + 1).filter((at) => at >= aim / 2);
  return places.reduce<number | null>((best, at) => (best === null || Math.abs(at - aim) < Math.abs(best - aim) ? at : best), null);
}

/** Joins articles that follow each other until each text has at least `least` characters; the first one's title stands. */
export function joinShort(articles: readonly CollectionText[], least: number): CollectionText[] {
  const joined: CollectionText[] = [];
  for (const { title, text } of articles) {
    const last = joined[joined.length - 1];
    if (last && last.text.length < least) last.text += `\n${text}`;
    else joined.push({ title, text });
  }
  return joined;
}

/**
 * The passages of all laws: one an article, long ones cut.
 * @param least joins short articles of a law up to so many characters; 0: each stands alone
 */
export async function readPassages(archive: string, least = 0): Promise<CollectionText[]> {
  const passages: CollectionText[] = [];
  for await (const law of readLaws(archive)) {
    for (const { title, text } of joinShort(articlesOf(law), least)) {
      for (const piece of cutText(text)) passages.push({ title, text: piece });
    }
  }
  return passages;
}
