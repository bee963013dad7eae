import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { ToldTurn } from "../../../server/schemas/staff-asked.js";
import { AcceptExample } from "./accept-example.js";
import { AcceptQuestion } from "./accept-question.js";
import { SynonymForm } from "./synonym-form.js";

interface Props {
  question: string;
  evidence: ToldTurn["evidence"];
}

/** What can be done about a question: a word that people say is explained, or the question is taken in. */
export function Remedies({ question, evidence }: Props): VNode {
  return (
    <section aria-label="怎么改进">
      <h2 class="wb-subtitle">怎么改进</h2>
      <Remedy name="补一条词汇对照" note="问题里的说法，文件里换了个词。先看效果，再保存。">
        {() => <SynonymForm question={question} />}
      </Remedy>
      <Remedy name="收为一个条款的常见问法" note="文件里有答案，只是没有查到。指明是哪一条。">
        {() => <AcceptQuestion question={question} evidence={evidence} />}
      </Remedy>
      <Remedy name="收为“文件没有写”的问法" note="文件确实没有写，以后这样问就直接说明。">
        {() => <AcceptExample question={question} />}
      </Remedy>
    </section>
  );
}

/** Closed, it asks the server nothing; closed again, it keeps what was filled in. */
function Remedy({ name, note, children }: { name: string; note: string; children: () => VNode }): VNode {
  const [opened, setOpened] = useState(false);
  return (
    <details class="card asked__remedy" onToggle={() => setOpened(true)}>
      <summary>{name}</summary>
      <p class="asked__note">{note}</p>
      {opened && children()}
    </details>
  );
}
