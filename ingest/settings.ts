import { readFileSync } from "node:fs";
import { parse, YAMLParseError } from "yaml";
import { z } from "zod";
import { SettingError } from "./errors.js";

/** Settings by name, each with the schema of its text; the default is the schema's own. */
export type Variables = Readonly<Record<string, z.ZodType>>;
export type Values<V extends Variables> = { [K in keyof V]: z.output<V[K]> };
export type Environment = Readonly<Record<string, string | undefined>>;

/** Names the file of settings. It cannot stand in that file. */
export const CONFIG_FILE = "CONFIG_FILE";

/** What the environment says and, below it, the file that CONFIG_FILE names. An empty value counts as not set. */
export class Settings {
  private constructor(
    private readonly environment: Environment,
    private readonly file: string | null,
    private readonly inFile: Readonly<Record<string, string>>,
  ) {}

  /** @throws SettingError where the file cannot be read */
  static of(environment: Environment = process.env): Settings {
    const file = environment[CONFIG_FILE] || null;
    return new Settings(environment, file, file === null ? {} : readSettingsFile(file));
  }

  /** The values of some variables. @throws SettingError that names the first bad one and where it stands */
  read<V extends Variables>(variables: V): Values<V> {
    const values = Object.entries(variables).map(([name, schema]) => [name, this.readOne(name, schema)]);
    return Object.fromEntries(values) as Values<V>;
  }

  /** @param known every variable there is @throws SettingError for a key of the file that is none of them */
  refuseUnknown(known: Variables): void {
    const unknown = Object.keys(this.inFile).find((name) => name === CONFIG_FILE || !Object.hasOwn(known, name));
    if (unknown === undefined) return;
    throw new SettingError(unknown, unknown === CONFIG_FILE ? "只能用环境变量设置" : "没有这个配置项，可用的名称见 .env.example", this.file);
  }

  /** What is wrong with a variable, told of the place where it is set, or would be. */
  fault(name: string, message: string): SettingError {
    return new SettingError(name, message, this.environment[name] ? null : this.file);
  }

  private readOne(name: string, schema: z.ZodType): unknown {
    const result = schema.safeParse(this.environment[name] || this.inFile[name] || undefined);
    if (result.success) return result.data;
    throw this.fault(name, result.error.issues[0]!.message);
  }
}

/** A whole number. @param what is counted, for the message */
export function wholeNumber(byDefault: number, least: number, most: number, what = ""): z.ZodType<number> {
  const range = `应为${what === "" ? " " : `${what}，`}${least} 到 ${most} 的整数`;
  return z
    .string()
    .regex(/^\d{1,15}$/, range)
    .transform(Number)
    .refine((number) => number >= least && number <= most, range)
    .default(byDefault);
}

/** Milliseconds that a call may take. */
export function milliseconds(byDefault: number): z.ZodType<number> {
  return wholeNumber(byDefault, 1, 600_000);
}

/** Every value as the text that stands there: `0123` stays a key, `true` stays a word. */
function readSettingsFile(file: string): Record<string, string> {
  const content = parseSettings(readText(file), file);
  if (content === null || content === "") return {};
  if (typeof content !== "object" || Array.isArray(content)) throw new SettingError(CONFIG_FILE, `文件 ${file} 的内容应为一行一个“名称: 值”`);
  for (const [name, value] of Object.entries(content)) {
    if (typeof value !== "string") throw new SettingError(name, "应为一个值，不是列表或多层内容", file);
  }
  return content as Record<string, string>;
}

const READ_FAULTS: Readonly<Record<string, string>> = { ENOENT: "不存在", EACCES: "没有读取权限", EISDIR: "是文件夹" };

function readText(file: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    throw new SettingError(CONFIG_FILE, `文件 ${file} ${READ_FAULTS[code] ?? "读不出来，应为 UTF-8 文本"}`);
  }
}

/** The parser's own message quotes the line, which may hold a key: only its number is told. */
function parseSettings(text: string, file: string): unknown {
  try {
    return parse(text, { schema: "failsafe" });
  } catch (error) {
    const line = error instanceof YAMLParseError ? error.linePos?.[0].line : undefined;
    throw new SettingError(CONFIG_FILE, `文件 ${file} ${line === undefined ? "" : `第 ${line} 行`}不是正确的 YAML`);
  }
}
