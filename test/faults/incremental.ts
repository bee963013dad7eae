import { parseArgs } from "node:util";
import { compareIncremental } from "./edit-sequences.js";
import { lightenJieba } from "./light-jieba.js";

const { values } = parseArgs({ options: { sequences: { type: "string", default: "200" }, seed: { type: "string", default: "1" } } });
lightenJieba();
const report = await compareIncremental(Number(values.sequences), Number(values.seed), (done) => {
  if (done % 20 === 0) console.log(`${done} sequences`);
});
console.log(JSON.stringify(report, null, 2));
process.exitCode = report.faults.length === 0 ? 0 : 1;
