import { PolicyRetriever, searchAt } from "../../server/llm/langchain/policy-retriever.js";

/** Provisions for a langchain program: `npx tsx docs/examples/langchain-retriever.ts http://localhost:8080 "公示几个工作日"`. */
const [address = "http://localhost:8080", question = "公示几个工作日"] = process.argv.slice(2);
for (const { pageContent, metadata } of await new PolicyRetriever(searchAt(address), 3).invoke(question)) {
  console.log(`《${metadata.documentTitle}》${metadata.label}（${metadata.status}）：${pageContent}`);
}
