import type { VNode } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Role, StaffSession } from "../../server/schemas/staff.js";
import { WorkbenchProvider } from "./context.js";
import { DisplaySwitch } from "./parts/display-switch.js";
import { Failure } from "./parts/failure.js";
import { messageOf } from "./parts/use-reply.js";
import { hrefOf, useRoute } from "./routing.js";
import type { StaffApi } from "./staff-api.js";
import type { View } from "./view.js";
import { VIEWS } from "./views.js";

const ROLE_NAMES: Record<Role, string> = { reader: "查看", editor: "编辑", admin: "管理" };

interface Props {
  api: StaffApi;
  say: (text: string) => void;
  session: StaffSession;
  signOut: () => Promise<void>;
  check: () => void;
}

/** What stands around every view: who is signed in, the way to the other views, the look. */
export function Frame({ api, say, session, signOut, check }: Props): VNode {
  const route = useRoute();
  const view = VIEWS.find(({ id }) => id === route.view) ?? (route.view === "" ? VIEWS[0] : undefined);
  const main = useRef<HTMLElement>(null);
  const [fault, setFault] = useState("");
  const context = useMemo(() => ({ api, session, say }), [api, session, say]);
  useArrival(view, main.current, say);
  useEffect(check, [view, route.rest]);
  const leave = (): Promise<void> => signOut().catch((cause: unknown) => setFault(`没有退出：${messageOf(cause)}`));
  return (
    <WorkbenchProvider value={context}>
      <a class="skip-link" href="#main" onClick={(event) => skipTo(event, main.current)}>跳到正文</a>
      <header class="wb-bar">
        <a class="wb-bar__name" href={hrefOf("")}>集群政策助手工作台</a>
        <Navigation current={view} session={session} />
        <div class="wb-bar__who">
          <DisplaySwitch />
          <span class="wb-bar__account">{session.name}（{ROLE_NAMES[session.role]}）</span>
          <button type="button" class="wb-bar__leave" onClick={() => void leave()}>退出</button>
        </div>
      </header>
      <main class="wb-main" id="main" tabIndex={-1} ref={main}>
        {fault !== "" && <Failure message={fault} />}
        {view ? mayOpen(session, view) ? <view.component route={route} /> : <EditorsOnly /> : <Nowhere />}
      </main>
    </WorkbenchProvider>
  );
}

function mayOpen({ role }: StaffSession, { forEditors = false }: View): boolean {
  return !forEditors || role !== "reader";
}

function Navigation({ current, session }: { current: View | undefined; session: StaffSession }): VNode {
  return (
    <nav class="wb-nav" aria-label="工作台">
      <ul class="wb-nav__list">
        {VIEWS.filter((view) => mayOpen(session, view)).map((view) => (
          <li key={view.id}>
            <a class="wb-nav__link" href={hrefOf(view.id)} aria-current={view === current ? "page" : undefined}>{view.name}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function EditorsOnly(): VNode {
  return (
    <div class="card wb-panel">
      <h1 class="wb-title">需要编辑角色</h1>
      <p>这个页面会改动收录的文件，请交给有编辑角色的同事。<a href={hrefOf("")}>回到检索</a></p>
    </div>
  );
}

function Nowhere(): VNode {
  return (
    <div class="card wb-panel">
      <h1 class="wb-title">没有这个页面</h1>
      <p>地址写错了，或者页面已经搬走。<a href={hrefOf("")}>回到检索</a></p>
    </div>
  );
}

/** Names the window after the view; a change of view is told, and takes the focus to the view's beginning unless the view took it. */
function useArrival(view: View | undefined, main: HTMLElement | null, say: (text: string) => void): void {
  const before = useRef(view);
  useEffect(() => {
    document.title = `${view?.name ?? "没有这个页面"} · 集群政策助手工作台`;
    if (before.current === view) return;
    before.current = view;
    if (!main?.contains(document.activeElement)) main?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
    say(`已打开：${view?.name ?? "没有这个页面"}`);
  }, [view]);
}

/** The hash is the reader's: the way to the text must not change it. */
function skipTo(event: Event, main: HTMLElement | null): void {
  event.preventDefault();
  main?.focus();
}
