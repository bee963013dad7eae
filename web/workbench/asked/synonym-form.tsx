import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { EffectReply } from "../../../server/schemas/staff-asked.js";
import { useWorkbench } from "../context.js";
import { Failure } from "../parts/failure.js";
import { messageOf } from "../parts/use-reply.js";
import { Choice } from "./choice.js";
import { EffectShown } from "./effect-shown.js";
import { SaveButton } from "./save-button.js";
import { useEffectOf } from "./use-effect-of.js";
import { useSaving } from "./use-saving.js";

const WEIGHTS: readonly (readonly [string, string])[] = [["0.9", "就是一回事"], ["0.7", "意思相近"], ["0.5", "有些关系"]];

/** Proposes a lay word for official ones. What was worked out is what is saved: another word begins anew. */
export function SynonymForm({ question }: { question: string }): VNode {
  const { api } = useWorkbench();
  const [say, setSay] = useState("");
  const [mean, setMean] = useState("");
  const [weight, setWeight] = useState("0.9");
  const [effectId, setEffectId] = useState<string | null>(null);
  const [fault, setFault] = useState("");
  const changing = <T,>(set: (value: T) => void) => (value: T): void => {
    set(value);
    setEffectId(null);
  };
  const propose = async (): Promise<void> => {
    setFault("");
    setEffectId(null);
    try {
      const body = { say: wordsIn(say), mean: wordsIn(mean), weight: Number(weight), question };
      setEffectId((await api.send<EffectReply>("POST", "api/staff/synonyms/effects", body)).effectId);
    } catch (cause) {
      setFault(messageOf(cause));
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void propose();
      }}
    >
      <Words name="群众的说法（几个说法用顿号隔开）" value={say} onInput={changing(setSay)} />
      <Words name="文件用语（几个用顿号隔开）" value={mean} onInput={changing(setMean)} />
      <Choice name="关系" value={weight} options={WEIGHTS} onChange={changing(setWeight)} />
      {fault !== "" && <Failure message={fault} />}
      <p><button type="submit" class="plain-button">看效果</button></p>
      {effectId !== null && <Worked key={effectId} effectId={effectId} />}
    </form>
  );
}

function Words({ name, value, onInput }: { name: string; value: string; onInput: (value: string) => void }): VNode {
  return (
    <label class="field">
      <span class="field__name">{name}</span>
      <input class="field__input" required maxLength={200} autocomplete="off" value={value} onInput={(event) => onInput(event.currentTarget.value)} />
    </label>
  );
}

function wordsIn(text: string): string[] {
  return text.split(/[、，,；;\n]/).map((word) => word.trim()).filter((word) => word !== "");
}

/** An effect while it is worked out, and then the way to save it. */
function Worked({ effectId }: { effectId: string }): VNode {
  const effect = useEffectOf(effectId);
  const { saving, save, canSave } = useSaving();
  if (effect.kind === "failed") return <Failure message={effect.message} />;
  if (effect.kind === "running") {
    const { looked, total } = effect;
    return <p class="asked__note">正在算：每个常见问法都从索引里去掉自己再问一遍。{total > 0 && `已看 ${looked} 题，共 ${total} 题。`}</p>;
  }
  return (
    <>
      <EffectShown effect={effect.effect} />
      <SaveButton saving={saving} canSave={canSave} name="保存这条词汇对照" onClick={() => save("api/staff/synonyms", { effectId })} />
    </>
  );
}
