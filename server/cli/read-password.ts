import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { Writable } from "node:stream";

/**
 * A password from the terminal, typed twice and not shown; from standard input (its first line) where that is piped.
 * @returns null where nothing was typed, or two different things
 */
export async function readPassword(input: NodeJS.ReadStream, prompt: NodeJS.WritableStream): Promise<string | null> {
  if (!input.isTTY) return (await text(input)).split(/\r?\n/)[0] || null;
  const lines = hiddenLines(input);
  try {
    prompt.write("密码（不显示）：");
    const first = await lines.next();
    prompt.write("\n");
    if (first === null) return null;
    prompt.write("再输一次：");
    const second = await lines.next();
    prompt.write("\n");
    return first === second ? first : null;
  } finally {
    lines.close();
  }
}

/** Lines typed into a terminal, which readline puts into raw mode: its echo goes nowhere. */
function hiddenLines(input: NodeJS.ReadStream): { next: () => Promise<string | null>; close: () => void } {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input, output: nowhere, terminal: true, historySize: 0 });
  const lines = terminal[Symbol.asyncIterator]() as AsyncIterator<string, undefined>;
  return {
    next: async () => (await lines.next()).value || null,
    close: () => terminal.close(),
  };
}
