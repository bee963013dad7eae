import { join } from "node:path";
import { expect, it } from "vitest";
import { openVectorStore, toVectorStore } from "../../../server/llm/langchain/vector-store.js";
import { openRealSnapshot } from "../../support/snapshot.js";
import { tempFolder } from "../../support/temp-folder.js";

const QUESTIONS = ["专项资金支持什么", "多久复核一次", "申报主体是谁", "公示几个工作日", "新能源电池材料"];
const K = 10;
const snapshot = openRealSnapshot();

it("a store that was written and opened again finds what our own vectors find, each passage with its address and exact text", async () => {
  const folder = join(tempFolder(), "store");
  await (await toVectorStore(snapshot)).save(folder);
  const store = await openVectorStore(folder, snapshot.embedder);
  for (const question of QUESTIONS) {
    const [vector] = await snapshot.embedder.embed([question], "query");
    const ours = snapshot.vectors.scan(vector!, K).map(({ passage }) => addressOf(snapshot.passages[passage]!));
    const found = await store.similaritySearch(question, K);
    const shared = found.filter(({ metadata }) => ours.includes(metadata["provisionId"] as string)).length;
    expect(shared).toBeGreaterThanOrEqual(K - 1);
    for (const { pageContent, metadata } of found) {
      const { text } = snapshot.documents.get((metadata["provisionId"] as string).split("#")[0]!)!;
      expect(text.slice(metadata["start"] as number, metadata["end"] as number)).toBe(pageContent);
    }
  }
});

function addressOf({ document, provision }: typeof snapshot["passages"][number]): string {
  return `${document.meta.id}#${provision.eId}`;
}
