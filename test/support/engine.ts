import { Engine } from "../../server/chat/engine.js";
import { openRealSnapshot } from "./snapshot.js";

let engine: Engine | null = null;

/** The engine over the real snapshot, made once a process: turns change nothing in it. */
export function realEngine(): Engine {
  return (engine ??= new Engine(openRealSnapshot()));
}
