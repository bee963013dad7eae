import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";

const headSchema = z.strictObject({ version: z.string().optional(), variables: z.array(z.string().regex(/^[a-z][a-zA-Z]*$/)) });
const HEAD = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/;
const PLACE = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** A prompt whose variables are known by name: one missing or one too many is an error, never a silent blank. */
export class Prompt {
  private constructor(
    private readonly name: string,
    private readonly body: string,
    private readonly variables: readonly string[],
    /** Which wording it is, for the record of what was written with it; empty where the file names none. */
    readonly version: string,
  ) {}

  /**
   * Reads `<folder>/<name>.md`: a head that declares `variables` and may tell its `version`, and a text in which `{{variable}}` is replaced.
   * @throws Error that names the file and the variable, where text and head disagree
   */
  static read(folder: string, name: string): Prompt {
    const file = `${name}.md`;
    const [, head, body] = HEAD.exec(readFileSync(join(folder, file), "utf8")) ?? [];
    const declared = headSchema.safeParse(head === undefined ? null : parse(head));
    if (!declared.success || body === undefined) throw new Error(`${file}: expected a head between --- lines that declares variables (and a version), and nothing else`);
    const { variables, version = "" } = declared.data;
    const used = new Set([...body.matchAll(PLACE)].map((match) => match[1]!));
    const undeclared = [...used].filter((variable) => !variables.includes(variable));
    const unused = variables.filter((variable) => !used.has(variable));
    if (undeclared.length > 0) throw new Error(`${file}: {{${undeclared[0]}}} is not declared under variables`);
    if (unused.length > 0) throw new Error(`${file}: variable ${unused[0]} is declared and never used`);
    return new Prompt(file, body.trim(), variables, version);
  }

  /** The text with every variable in its place. @throws Error that names a missing or unknown variable */
  fill(values: Readonly<Record<string, string>>): string {
    const missing = this.variables.find((variable) => values[variable] === undefined);
    const unknown = Object.keys(values).find((variable) => !this.variables.includes(variable));
    if (missing !== undefined) throw new Error(`${this.name}: variable ${missing} is missing`);
    if (unknown !== undefined) throw new Error(`${this.name}: variable ${unknown} is unknown, expected ${this.variables.join(", ")}`);
    // A function: $& in a value is text, not a pattern.
    return this.body.replace(PLACE, (_, variable: string) => values[variable]!);
  }
}
