import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");
/** Variables of the machine that a process needs; all others are the test's own. */
const { PATH, HOME } = process.env;

export interface Finished {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface Running {
  child: ChildProcess;
  /** Everything written so far. */
  output: () => { stdout: string; stderr: string };
  /** Waits until standard output has this. @throws Error where the process ends first */
  says: (pattern: RegExp) => Promise<RegExpExecArray>;
  ended: Promise<Finished>;
}

/** Starts one of our TypeScript programs with `node --import tsx`, in the repository's folder. */
export function start(program: string, args: readonly string[] = [], environment: Record<string, string> = {}, preload: readonly string[] = []): Running {
  const imports = ["tsx", ...preload].flatMap((module) => ["--import", module]);
  const child = spawn(process.execPath, [...imports, program, ...args], { cwd: ROOT, env: { PATH, HOME, ...environment } });
  // A program may end before it has read what it is given.
  child.stdin.on("error", () => undefined);
  let stdout = "";
  let stderr = "";
  const listeners = new Set<() => void>();
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    for (const listener of listeners) listener();
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const ended = new Promise<Finished>((resolve, reject) => {
    child.once("error", reject).once("close", (code) => resolve({ code, stdout, stderr }));
  });
  const says = (pattern: RegExp): Promise<RegExpExecArray> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const match = pattern.exec(stdout);
        if (match) resolve(match);
      };
      listeners.add(look);
      look();
      void ended.then(({ code }) => reject(new Error(`ended with ${code} before it said ${pattern}: ${stdout}${stderr}`)));
    });
  return { child, output: () => ({ stdout, stderr }), says, ended };
}
