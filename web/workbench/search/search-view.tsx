import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { today } from "../../ui/day.js";
import { useWorkbench } from "../context.js";
import { DocumentList } from "../parts/document-list.js";
import { Failure } from "../parts/failure.js";
import { useReply } from "../parts/use-reply.js";
import type { View, ViewProps } from "../view.js";
import { HitList } from "./hit-list.js";
import { addressOf, readSearch, searchPath, type SearchReply } from "./search-query.js";
import { SearchForm } from "./search-form.js";
import { keyIn } from "./search-keys.js";
import { navigate } from "../routing.js";
import { useWayBack } from "../way-back.js";

/** 检索: provisions as one types, exact references first. The address holds what is asked. */
function SearchPage({ route }: ViewProps): VNode {
  const { api, say } = useWorkbench();
  const search = readSearch(route.query);
  const field = useRef<HTMLInputElement>(null);
  const documents = useReply(() => api.open.fetchDocuments(), []);
  const found = useReply<SearchReply>((signal) => (search.q === "" ? Promise.resolve({ hits: [] }) : api.get(searchPath(search), signal)), [searchPath(search)]);
  useEffect(() => {
    if (found.kind === "ready" && search.q !== "") say(found.value.hits.length === 0 ? "没有找到" : `找到 ${found.value.hits.length} 条`);
  }, [found]);
  useWayBack(search.q === "" ? documents.kind === "ready" : found.kind === "ready");

  if (documents.kind === "failed") return <Failure {...documents} />;
  const all = documents.kind === "ready" ? documents.value.documents : [];
  const shown = found.kind === "ready" ? found.value : found.kind === "loading" ? found.before : null;
  return (
    <div onKeyDown={(event) => keyIn(event, field.current, () => navigate(addressOf({ ...search, q: "" }), true))}>
      <h1 class="visually-hidden">检索条款</h1>
      <SearchForm search={search} documents={all} field={field} />
      {found.kind === "failed" && <Failure {...found} />}
      {search.q === "" && <DocumentList documents={all} title="收录的文件" />}
      {search.q !== "" && shown && <HitList reply={shown} documents={all} day={today()} stale={found.kind === "loading"} />}
    </div>
  );
}

export const searchView: View = { id: "search", name: "检索", component: SearchPage };
