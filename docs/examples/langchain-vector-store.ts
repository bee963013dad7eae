import { openSnapshot } from "../../ingest/index.js";
import { openVectorStore } from "../../server/llm/langchain/vector-store.js";

/** Passages by vectors alone, in a langchain program: `npm run vector-store -- FOLDER`, then `npx tsx docs/examples/langchain-vector-store.ts FOLDER "公示几个工作日"`. */
const [folder = "var/vector-store", question = "公示几个工作日"] = process.argv.slice(2);
const { embedder } = openSnapshot("var/snapshots");
const store = await openVectorStore(folder, embedder);
for (const { pageContent, metadata } of await store.asRetriever(3).invoke(question)) {
  console.log(`《${metadata["documentTitle"]}》${metadata["label"]}（${metadata["status"]}）：${pageContent}`);
}
