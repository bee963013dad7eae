import type { VNode } from "preact";
import type { WireNote } from "../../../server/schemas/uploads.js";

/** What is to be looked at first. */
const KIND_NAMES: Record<WireNote["kind"], string> = { failed: "失败", odd: "请核对", lost: "未收录", inferred: "推定", recognised: "识别" };
const ORDER = Object.keys(KIND_NAMES) as WireNote["kind"][];

interface Props {
  notes: readonly WireNote[];
  /** Where the place is that a note is about; "" where it is nowhere to be seen. */
  placeOf: (note: WireNote) => string;
}

/** What ingest has to say of a file: kind, words, and the way to the place. */
export function NoteList({ notes, placeOf }: Props): VNode {
  const sorted = [...notes].sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
  return (
    <ul class="note-list">
      {sorted.map((note) => (
        <li key={`${note.kind} ${note.line ?? ""} ${note.text}`} class="note-line">
          <span class={`badge note-line__kind note-line__kind--${note.kind}`}>{KIND_NAMES[note.kind]}</span>
          <span class="note-line__text">
            {note.text}
            <Place note={note} href={placeOf(note)} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function Place({ note: { line }, href }: { note: WireNote; href: string }): VNode | null {
  const name = line === undefined ? "看原文" : `第 ${line} 行`;
  if (href !== "") return <a class="note-line__place" href={href}>{name}</a>;
  return line === undefined ? null : <span class="note-line__place">{name}</span>;
}

/** Whether someone should look at it. */
export function wantsLook({ kind }: WireNote): boolean {
  return kind !== "recognised";
}
