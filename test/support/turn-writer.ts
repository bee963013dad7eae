import { newId, Store } from "../../server/store/store.js";

/** Keeps turns one after the other in the database it is given, and prints the answer's id once a turn is kept. */
const store = new Store(process.argv[2]!);
const conversationId = newId();
const filling = "填".repeat(500);

function keepOne(): void {
  const answerId = newId();
  store.saveTurn({
    answerId,
    conversationId,
    question: filling,
    request: { asOf: "2026-01-01" },
    understanding: {},
    evidence: [],
    guards: [],
    answer: { text: filling },
    snapshot: "0123456789ab",
  });
  process.stdout.write(`${answerId}\n`);
  setImmediate(keepOne);
}

keepOne();
