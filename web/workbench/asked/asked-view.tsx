import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { View, ViewProps } from "../view.js";
import { AskedList } from "./asked-list.js";
import { ASKED, TRY } from "./asked-query.js";
import { ReplayPage } from "./replay-page.js";
import { TrialPage } from "./trial-page.js";

/** 提问: what people ask in vain; `/asked/<answerId>` is one turn again, `/asked/try` a question of one's own. */
function AskedPage({ route }: ViewProps): VNode {
  const first = useRef(true);
  useEffect(() => {
    first.current = false;
  }, []);
  const arrived = !first.current;
  if (route.rest === "") return <AskedList query={route.query} arrived={arrived} />;
  if (route.rest === TRY) return <TrialPage question={route.query.get("q") ?? ""} arrived={arrived} />;
  return <ReplayPage key={route.rest} answerId={route.rest} arrived={arrived} />;
}

export const askedView: View = { id: ASKED, name: "提问", component: AskedPage };
