import { parseArgs } from "node:util";
import { ingestBadFiles } from "./file-faults.js";

const { values } = parseArgs({ options: { files: { type: "string", default: "500" } } });
const report = await ingestBadFiles(Number(values.files));
console.log(JSON.stringify(report, null, 2));
process.exitCode = report.faults.length === 0 ? 0 : 1;
