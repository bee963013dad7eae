import Module from "node:module";
import { onTestFinished, vi } from "vitest";

type Loader = { _load: (request: string, ...rest: unknown[]) => unknown };

/** For the running test, hnswlib-node is as good as not installed: every `require` of it throws. */
export function withoutHnswlib(): void {
  const loader = Module as unknown as Loader;
  const load = loader._load;
  const spy = vi.spyOn(loader, "_load").mockImplementation((request, ...rest) => {
    if (request === "hnswlib-node") throw new Error("Cannot find module 'hnswlib-node'");
    return load.call(Module, request, ...rest);
  });
  onTestFinished(() => spy.mockRestore());
}
