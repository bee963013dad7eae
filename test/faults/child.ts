import { fork, type ChildProcess } from "node:child_process";

/** A forked program that talks by messages; what it said and how it ended are kept. */
export class Child {
  readonly messages: unknown[] = [];
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  stderr = "";
  private readonly process: ChildProcess;
  private readonly listeners = new Set<() => void>();
  private over = false;

  constructor(program: string, args: readonly string[] = []) {
    const { PATH, HOME } = process.env;
    this.process = fork(program, args, { env: { PATH, HOME }, execArgv: [], stdio: ["ignore", "ignore", "pipe", "ipc"] });
    this.process.stderr!.setEncoding("utf8").on("data", (text: string) => (this.stderr += text));
    this.process.on("message", (message) => {
      this.messages.push(message);
      this.wake();
    });
    // A message to one that has just ended: the wait for its answer tells how it ended.
    this.process.on("error", (error) => (this.stderr += String(error)));
    this.ended = new Promise((resolve) => {
      this.process.once("close", (code, signal) => {
        this.over = true;
        this.wake();
        resolve({ code, signal });
      });
    });
  }

  send(message: object): void {
    this.process.send(message);
  }

  kill(): void {
    this.process.kill("SIGKILL");
  }

  /** The message after the first `count`. @throws Error where the process ends first */
  async next(count: number): Promise<unknown> {
    for (;;) {
      if (this.messages.length > count) return this.messages[count];
      if (this.over) throw new ChildEnded(await this.ended, this.stderr);
      await new Promise<void>((resolve) => {
        const listener = (): void => {
          this.listeners.delete(listener);
          resolve();
        };
        this.listeners.add(listener);
      });
    }
  }

  /** Sends one message and waits for the answer. */
  async ask<T>(message: object): Promise<T> {
    const count = this.messages.length;
    this.send(message);
    return (await this.next(count)) as T;
  }

  private wake(): void {
    for (const listener of [...this.listeners]) listener();
  }
}

/** A child that ended while an answer was awaited: with a signal where native code aborted. */
export class ChildEnded extends Error {
  constructor({ code, signal }: { code: number | null; signal: string | null }, stderr: string) {
    super(`ended with ${signal ?? code}: ${stderr.slice(-500)}`);
    this.name = "ChildEnded";
  }
}
