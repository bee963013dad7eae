import type { SynonymEntry } from "../../ingest/index.js";
import { addSynonym, checkedSynonym, readSynonymFile, type SynonymFile } from "../../ingest/staff.js";
import { AppError } from "../errors.js";
import type { EffectBody, EffectReply } from "../schemas/staff-asked.js";
import { newId } from "../store/store.js";
import type { Aside } from "./aside/aside.js";
import { editCorpus } from "./corpus-edits.js";

/** Proposals that can be looked at again, and saved. */
const KEPT = 20;
const DEFAULT_NOTE = "从提问中补充";

interface Proposed extends EffectReply {
  entry: SynonymEntry;
  /** The file that the effect was worked out against. */
  seen: SynonymFile;
}

/** Synonyms that were proposed: each is worked out before it can be saved, and only what was worked out is saved. */
export class SynonymProposals {
  private readonly proposed = new Map<string, Proposed>();

  constructor(
    private readonly corpusFolder: string,
    private readonly aside: Aside,
  ) {}

  /**
   * Begins to work out what an entry would change.
   * @param onFailure is told what a person is not
   * @throws AppError for an entry that the file may not hold, and while another is worked out
   */
  propose({ question, note, ...words }: EffectBody, onFailure: (error: unknown) => void): EffectReply {
    if ([...this.proposed.values()].some(({ state }) => state === "running")) throw new AppError("busy", 409, "正在算另一条的效果，请等它算完。");
    const { seen, entry } = editCorpus(() => {
      const file = readSynonymFile(this.corpusFolder);
      return { seen: file, entry: checkedSynonym(file.entries, { ...words, note: note || DEFAULT_NOTE }) };
    });
    const proposal: Proposed = { effectId: newId(), state: "running", entry, seen, looked: 0, total: 0, message: null, effect: null };
    this.keep(proposal);
    void this.workOut(proposal, question ?? null, onFailure);
    return told(proposal);
  }

  /** @throws AppError `unknown_effect` */
  find(effectId: string): EffectReply {
    return told(this.known(effectId));
  }

  /** What may be saved. @throws AppError where its effect is not there to be seen yet */
  seen(effectId: string): SynonymEntry {
    const { state, entry } = this.known(effectId);
    if (state !== "done") throw new AppError("not_seen", 409, "要先算出效果，看过以后才能保存。");
    return entry;
  }

  /** Writes what was worked out, where the file is still the one that it was worked out against. @throws AppError as `editCorpus` */
  save(effectId: string, by: string): void {
    const entry = this.seen(effectId);
    editCorpus(() => addSynonym(this.corpusFolder, entry, this.known(effectId).seen, by));
  }

  private async workOut(proposal: Proposed, question: string | null, onFailure: (error: unknown) => void): Promise<void> {
    try {
      proposal.effect = await this.aside.run("effect", { entry: proposal.entry, known: proposal.seen.entries, question }, (looked, total) => Object.assign(proposal, { looked, total }));
      proposal.state = "done";
    } catch (error) {
      onFailure(error);
      proposal.state = "failed";
      proposal.message = error instanceof AppError ? error.message : "没有算成，请稍后再试。";
    }
  }

  private keep(proposal: Proposed): void {
    this.proposed.set(proposal.effectId, proposal);
    for (const id of [...this.proposed.keys()].slice(0, -KEPT)) this.proposed.delete(id);
  }

  private known(effectId: string): Proposed {
    const proposal = this.proposed.get(effectId);
    if (!proposal) throw new AppError("unknown_effect", 404, "没有这次试算，请重新看效果。");
    return proposal;
  }
}

function told({ seen: _, ...reply }: Proposed): EffectReply {
  return reply;
}
