import type { Peer } from "./peer.js";

/** How each is made: given the workload's folder and the dimensions of its vectors. Modules are loaded only where wanted. */
const MAKERS = {
  "ours-words": async () => new (await import("./own-words.js")).OwnWords(),
  "bare-loop": async () => new (await import("./bare-loop.js")).BareLoop(),
  minisearch: async () => new (await import("./minisearch.js")).MiniSearchPeer(),
  flexsearch: async () => new (await import("./flexsearch.js")).FlexSearchPeer(),
  "sqlite-fts5": async () => new (await import("./sqlite-fts5.js")).SqliteFts5(),
  "langchain-bm25": async () => new (await import("./langchain-bm25.js")).LangchainBm25(),
  "ours-hybrid": async (folder) => new (await import("./own-hybrid.js")).OwnHybrid(folder),
  "langchain-hnswlib": async (folder, dimensions) => {
    const [{ LangchainHnswlib }, { readRows }] = await Promise.all([import("./langchain-hnswlib.js"), import("./workload.js")]);
    return new LangchainHnswlib(readRows(folder), dimensions);
  },
} satisfies Record<string, (folder: string, dimensions: number) => Promise<Peer>>;

export type PeerName = keyof typeof MAKERS;

export const PEER_NAMES = Object.keys(MAKERS) as PeerName[];

/** Those that need passage vectors. */
export const VECTOR_PEERS: readonly PeerName[] = ["ours-hybrid", "langchain-hnswlib"];

export function makePeer(name: PeerName, folder: string, dimensions: number): Promise<Peer> {
  return MAKERS[name](folder, dimensions);
}
