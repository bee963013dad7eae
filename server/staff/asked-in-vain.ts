import type { Snapshot } from "../../ingest/index.js";
import { NO_REGION, type AskedGroup, type AskedQuery, type AskedReply, type AskedTurn, type Trouble } from "../schemas/staff-asked.js";
import type { SqliteDatabase } from "../store/store.js";
import { troubledTurns, type TroubledTurn } from "../store/troubled-turns.js";
import { groupQuestions, sameQuestionKey, type QuestionGroup } from "./question-groups.js";

/** The newest so many turns are grouped: reading and comparing them takes less than a turn does. */
const MOST_TURNS = 2000;
const TURNS_TOLD = 20;
const USUAL_DAYS = 30;
const DAY_MS = 24 * 3600_000;
const BEIJING = "+08:00";

type Troubled = TroubledTurn & { kinds: Trouble[] };

/**
 * What people asked in vain: disliked, refused, unclear or without evidence, in groups.
 * @param today ISO day in China
 */
export function askedInVain(db: SqliteDatabase, snapshot: Snapshot, { kind, region, limit, ...days }: AskedQuery, today: string): AskedReply {
  const { from = dayBefore(today, USUAL_DAYS), to = today } = days;
  const until = new Date(Date.parse(`${to}T00:00:00${BEIJING}`) + DAY_MS).toISOString();
  const found = troubledTurns(db, { from: new Date(`${from}T00:00:00${BEIJING}`).toISOString(), until, limit: MOST_TURNS });
  const turns = found.filter(({ isSmallTalk, complaint }) => !isSmallTalk || complaint !== null).map((turn) => ({ ...turn, kinds: kindsOf(turn) }));
  const wanted = turns.filter((turn) => (kind === undefined || turn.kinds.includes(kind)) && isOf(turn, region));
  const groups = groupQuestions(wanted);
  return {
    groups: groups.slice(0, limit).map((group) => toldGroup(group, snapshot)),
    totalGroups: groups.length,
    totalTurns: wanted.length,
    regions: [...new Set(turns.flatMap(({ regions }) => regions))].sort(),
    from,
    to,
    truncated: found.length === MOST_TURNS,
  };
}

function dayBefore(day: string, days: number): string {
  return new Date(Date.parse(day) - days * DAY_MS).toISOString().slice(0, 10);
}

function kindsOf({ outcome, hasEvidence, complaint }: TroubledTurn): Trouble[] {
  const kinds: (Trouble | false)[] = [
    complaint !== null && "disliked",
    outcome === "refused" && "refused",
    outcome === "needs_clarification" && "unclear",
    outcome !== "answered" && !hasEvidence && "no_evidence",
  ];
  return kinds.filter((kind) => kind !== false);
}

function isOf({ regions }: Troubled, region: string | undefined): boolean {
  if (region === undefined) return true;
  return region === NO_REGION ? regions.length === 0 : regions.includes(region);
}

function toldGroup({ question, members, wordings }: QuestionGroup<Troubled>, snapshot: Snapshot): AskedGroup {
  const newestFirst = [...members].sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
  const kinds = { disliked: 0, refused: 0, unclear: 0, no_evidence: 0 };
  for (const kind of members.flatMap((turn) => turn.kinds)) kinds[kind]++;
  return {
    question,
    count: members.length,
    newest: newestFirst[0]!.createdAt,
    kinds,
    regions: [...new Set(members.flatMap(({ regions }) => regions))].sort(),
    wordings,
    turns: newestFirst.slice(0, TURNS_TOLD).map(toldTurn),
    known: knownIn(snapshot).get(sameQuestionKey(question)) ?? null,
  };
}

function toldTurn({ answerId, createdAt, question, outcome, kinds, complaint }: Troubled): AskedTurn {
  return { answerId, createdAt, question, outcome, kinds, reason: complaint?.reason ?? null, comment: complaint?.comment ?? null };
}

type Known = ReadonlyMap<string, NonNullable<AskedGroup["known"]>>;
const knownOf = new WeakMap<Snapshot, Known>();

/** Every reviewed question of a snapshot, read once. */
function knownIn(snapshot: Snapshot): Known {
  const read = knownOf.get(snapshot) ?? readKnown(snapshot);
  knownOf.set(snapshot, read);
  return read;
}

function readKnown({ passages, notAnswered }: Snapshot): Known {
  const asked = passages.flatMap(({ document, provision, askedAs }) => askedAs.map((question) => [question, { kind: "asked_as" as const, provisionId: `${document.meta.id}#${provision.eId}` }] as const));
  const open = notAnswered.flatMap(({ id, examples }) => examples.map((question) => [question, { kind: "not_answered" as const, id }] as const));
  return new Map([...asked, ...open].map(([question, known]) => [sameQuestionKey(question), known]));
}
