import { parseArgs } from "node:util";
import { exhaustDescriptors, fillDisk, forbidWriting } from "./storage.js";

const { values } = parseArgs({ options: { sizes: { type: "string", default: "20" }, descriptors: { type: "string", default: "20" } } });
const reports = {
  "disk full": await fillDisk(Number(values.sizes)),
  EMFILE: await exhaustDescriptors(Number(values.descriptors)),
  "read-only": await forbidWriting(),
};
console.log(JSON.stringify(reports, null, 2));
process.exitCode = Object.values(reports).every(({ faults }) => faults.length === 0) ? 0 : 1;
