import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { ToldTurn } from "../../../server/schemas/staff-asked.js";
import { useWorkbench } from "../context.js";
import { Failure } from "../parts/failure.js";
import { useReply } from "../parts/use-reply.js";
import type { SearchReply } from "../search/search-query.js";
import { SaveButton } from "./save-button.js";
import { useSaving } from "./use-saving.js";
import { WordingField } from "./wording-field.js";

const OFFERED = 8;

interface Offered {
  provisionId: string;
  name: string;
  text: string;
}

/** The question under a provision: one of those that were found, or another that is searched for. */
export function AcceptQuestion({ question, evidence }: { question: string; evidence: ToldTurn["evidence"] }): VNode {
  const [wording, setWording] = useState(question);
  const [searched, setSearched] = useState("");
  const [chosen, setChosen] = useState("");
  const { saving, save, canSave } = useSaving();
  const found = useProvisions(searched);
  const offered = searched === "" ? evidence.slice(0, OFFERED).flatMap(ofEvidence) : found.kind === "ready" ? found.value : [];
  return (
    <div>
      <WordingField wording={wording} onChange={setWording} />
      <label class="field">
        <span class="field__name">查条款（不填：列出这次查到的）</span>
        <input class="field__input" type="search" maxLength={200} value={searched} onChange={(event) => setSearched(event.currentTarget.value.trim())} />
      </label>
      {found.kind === "failed" && <Failure {...found} />}
      <fieldset class="asked__offers">
        <legend class="field__name">由哪一条回答</legend>
        {offered.length === 0 && <p class="asked__none">没有可选的条款，请在上面查。</p>}
        {offered.map(({ provisionId, name, text }) => (
          <label key={provisionId} class="asked__offer">
            <input type="radio" name="provision" checked={chosen === provisionId} onChange={() => setChosen(provisionId)} />
            <span><strong>{name}</strong><span class="asked__excerpt">{text}</span></span>
          </label>
        ))}
      </fieldset>
      <SaveButton saving={saving} canSave={canSave} name="收为这一条的常见问法" disabled={chosen === "" || wording.trim() === ""} onClick={() => save("api/staff/asked-as", { provisionId: chosen, question: wording })} />
    </div>
  );
}

function useProvisions(searched: string): ReturnType<typeof useReply<Offered[]>> {
  const { api } = useWorkbench();
  const path = `api/search?${new URLSearchParams({ q: searched, limit: String(OFFERED) }).toString()}`;
  const search = (signal: AbortSignal): Promise<Offered[]> => api.get<SearchReply>(path, signal).then(({ hits }) => hits.map(({ provisionId, documentTitle, label, text }) => ({ provisionId, name: `《${documentTitle}》${label}`, text })));
  return useReply((signal) => (searched === "" ? Promise.resolve([]) : search(signal)), [searched]);
}

function ofEvidence({ provisionId, documentTitle, label, text }: ToldTurn["evidence"][number]): Offered[] {
  return label === null ? [] : [{ provisionId, name: `《${documentTitle ?? ""}》${label}`, text: text ?? "" }];
}
