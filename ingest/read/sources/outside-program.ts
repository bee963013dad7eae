import { spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** A program of the machine that reading can use; null where it is not installed. */
export function findProgram(...names: string[]): string | null {
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter(Boolean);
  for (const name of names) {
    for (const folder of folders) {
      const path = join(folder, name);
      if (isExecutable(path)) return path;
    }
  }
  return null;
}

/** Whether this file can be run. */
export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export interface ProgramEnd {
  /** Null where it was stopped for its time. */
  code: number | null;
  stdout: string;
}

const MOST_OUTPUT = 32 * 1024 * 1024;

/** Runs a program to its end, or to the end of its time (milliseconds): then it and all that it started are killed. */
export function runProgram(program: string, args: readonly string[], time: number): Promise<ProgramEnd> {
  return new Promise((resolve, reject) => {
    const { PATH, HOME, TMPDIR, LANG } = process.env;
    const child = spawn(program, args, { detached: true, stdio: ["ignore", "pipe", "ignore"], env: { PATH, HOME, TMPDIR, LANG } });
    let stdout = "";
    let stopped = false;
    const stop = (): void => {
      stopped = true;
      try {
        process.kill(-child.pid!, "SIGKILL");
      } catch {
        child.kill("SIGKILL");
      }
    };
    const timer = setTimeout(stop, time);
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
      if (stdout.length > MOST_OUTPUT) stop();
    });
    child.once("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.once("close", (code) => {
      clearTimeout(timer);
      resolve({ code: stopped ? null : code, stdout });
    });
  });
}
