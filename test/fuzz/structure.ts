import { parseArgs } from "node:util";
import { seededRandom } from "../../bench/seeded-random.js";
import { readDefinitions } from "../../ingest/references/definitions.js";
import { readReferences } from "../../ingest/references/own-references.js";
import { normaliseText } from "../../ingest/read/normalise.js";
import { structureText } from "../../ingest/structure/structure.js";
import { awkwardText } from "./awkward-text.js";
import { brokenProperties } from "./structure-properties.js";

/**
 * Random awkward texts through structure, audit, references and definitions: npm run fuzz:structure -- --cases 1000000 [--seed N].
 * Then the time of long texts: ten times the length may take at most twelve times as long.
 */
const { values } = parseArgs({ options: { cases: { type: "string", default: "100000" }, seed: { type: "string", default: "1" }, patterns: { type: "string", default: "40" } } });
const MOST_PIECES = 40;
const MOST_TOLD = 10;

function fuzz(cases: number, seed: number): number {
  let failed = 0;
  for (let i = 0; i < cases; i++) {
    const text = awkwardText(seededRandom(seed * 1_000_003 + i), MOST_PIECES);
    const broken = brokenProperties(text);
    if (broken.length === 0) continue;
    if (++failed <= MOST_TOLD) console.error(`case ${i}: ${broken.slice(0, 3).join("; ")}\n${JSON.stringify(text)}`);
  }
  console.log(`${cases} cases, ${failed} failed`);
  return failed;
}

/** Characters. The script's room for young objects holds all that is found in ten times as many, so that the collector's work is not counted. */
const SHORT = 200_000;
const MOST_TIMES = 12;
/** A ratio above the bar is measured again so often: others may have been at work on the machine. */
const TRIES = 4;

/** Patterns that repeat, where a scanner that goes back over what it read would show. */
function slowPatterns(patterns: number, seed: number): number {
  let slow = 0;
  for (let i = 0; i < patterns; i++) {
    const pattern = awkwardText(seededRandom(seed * 7919 + i), 1 + (i % 12));
    const ratio = growth(pattern);
    if (ratio <= MOST_TIMES) continue;
    slow++;
    console.error(`ten times the length takes ${ratio.toFixed(1)} times as long: ${JSON.stringify(pattern)}`);
  }
  console.log(`${patterns} repeated patterns, ${slow} not linear`);
  return slow;
}

/** How many times as long a text of ten times the length takes; the least of a few tries. */
function growth(pattern: string): number {
  const [short, long] = [SHORT, 10 * SHORT].map((length) => normaliseText(pattern.repeat(Math.ceil(length / pattern.length))));
  let least = Infinity;
  for (let i = 0; i < TRIES && least > MOST_TIMES; i++) {
    const once = Math.min(...Array.from({ length: 3 }, () => cpuOf(short!)));
    least = Math.min(least, Math.min(cpuOf(long!), cpuOf(long!)) / Math.max(once, 1));
  }
  return least;
}

/** Milliseconds of processor time. */
function cpuOf(text: string): number {
  const started = process.cpuUsage();
  const provisions = structureText(text);
  readReferences({ id: "fuzz", title: "某省集群管理办法", shortTitles: [] }, text, provisions);
  readDefinitions(text, provisions);
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1e3;
}

const [cases, seed, patterns] = [Number(values.cases), Number(values.seed), Number(values.patterns)];
process.exitCode = fuzz(cases, seed) + slowPatterns(patterns, seed) === 0 ? 0 : 1;
