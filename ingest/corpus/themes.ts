import { existsSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { CorpusError } from "../errors.js";
import type { Theme } from "../model.js";
import { readYaml } from "./yaml-file.js";

const FILE = "themes.yaml";
const NAME = `lexicon/${FILE}`;
/** Stands for what may lie between two parts of a sign, and at its beginning for the beginning of a heading. */
const GAP = "…";

const text = z.string().trim().min(1, "不能为空");
const sign = z
  .string("应为文字")
  .trim()
  .min(2, "至少两个字：一个字到处都有，认不出主题")
  .max(20, "至多 20 个字：越长越难在别的文件里遇到")
  .refine((words) => !/[。；！？\n]/.test(words), "不应跨句，去掉句号、分号")
  .refine((words) => !words.endsWith(GAP) && !words.includes(GAP + GAP), `“${GAP}”表示中间隔着别的字，应写在两段文字之间`);
const words = z.array(sign.refine((one) => !one.startsWith(GAP), `“${GAP}”开头只能写在 headings 里，表示标题以它结尾`)).default([]);

/** `corpus/lexicon/themes.yaml`. */
const themesSchema = z.array(
  z.strictObject({
    id: z.string().regex(/^[a-z]+(-[a-z]+)*$/, "应为小写字母和连字符"),
    name: text.max(8, "至多 8 个字：要写进表格的第一列"),
    about: text.max(60, "应为一句话"),
    headings: z.array(sign).default([]),
    words,
    cues: words,
    except: words,
  }),
);

/** Reads the themes that documents are compared by; a corpus without the file has none. @throws CorpusError */
export function readThemes(lexiconFolder: string): Theme[] {
  const path = join(lexiconFolder, FILE);
  const themes = existsSync(path) ? readYaml(path, NAME, themesSchema) : [];
  refuseRepeats(themes);
  for (const theme of themes) checkSigns(theme);
  return themes;
}

function refuseRepeats(themes: readonly Theme[]): void {
  themes.forEach(({ id, name }, i) => {
    const before = themes.slice(0, i);
    if (before.some((other) => other.id === id)) throw new CorpusError(NAME, `${id}.id`, "与另一个主题重复");
    if (before.some((other) => other.name === name)) throw new CorpusError(NAME, `${id}.name`, `「${name}」与另一个主题重复`);
  });
}

/** A theme that nothing can be recognised by would tell of every document that it says nothing. */
function checkSigns({ id, headings, words, cues, except }: Theme): void {
  if (headings.length + words.length === 0) throw new CorpusError(NAME, id, "headings 和 words 至少写一个，不然没有条款认得出来");
  for (const [field, list] of Object.entries({ headings, words, cues, except })) {
    const twice = list.find((one, i) => list.indexOf(one) < i);
    if (twice !== undefined) throw new CorpusError(NAME, `${id}.${field}`, `「${twice}」写了两次`);
  }
  const both = except.find((one) => words.includes(one) || headings.includes(one));
  if (both !== undefined) throw new CorpusError(NAME, `${id}.except`, `「${both}」同时写在 headings 或 words 里，互相抵消`);
}
