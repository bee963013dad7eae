import type { VNode } from "preact";
import { useEffect, useErrorBoundary, useMemo, useRef, useState } from "preact/hooks";
import type { StaffSession } from "../../server/schemas/staff.js";
import { accountView } from "./account/account-view.js";
import { WorkbenchProvider } from "./context.js";
import { DisplaySwitch } from "./parts/display-switch.js";
import { Failure } from "./parts/failure.js";
import { messageOf } from "./parts/use-reply.js";
import { hrefOf, useRoute, type Route } from "./routing.js";
import { ROLE_NAMES } from "./session/role-names.js";
import type { StaffApi } from "./staff-api.js";
import type { View } from "./view.js";
import { VIEWS } from "./views.js";

/** The id of the element that views stand in. */
export const MAIN = "main";

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
  const view = [...VIEWS, accountView].find(({ id }) => id === route.view) ?? (route.view === "" ? VIEWS[0] : undefined);
  const main = useRef<HTMLElement>(null);
  const header = useRef<HTMLElement>(null);
  const [fault, setFault] = useState("");
  const context = useMemo(() => ({ api, session, say }), [api, session, say]);
  useArrival(view, route.rest, main.current, say);
  useEffect(check, [view, route.rest]);
  const leave = (): Promise<void> => signOut().catch((cause: unknown) => setFault(`没有退出：${messageOf(cause)}`));
  return (
    <WorkbenchProvider value={context}>
      <a class="skip-link" href={`#${MAIN}`} onClick={(event) => skipTo(event, main.current)}>跳到正文（在正文里按 Esc 回到导航）</a>
      <header class="wb-bar" ref={header}>
        <a class="wb-bar__name" href={hrefOf("")}>集群政策助手工作台</a>
        <Navigation current={view} session={session} />
        <div class="wb-bar__who">
          <DisplaySwitch />
          <a class="wb-bar__account" href={hrefOf(accountView.id)} aria-current={view === accountView ? "page" : undefined}>{session.name}（{ROLE_NAMES[session.role]}）</a>
          <button type="button" class="wb-bar__leave" onClick={() => void leave()}>退出</button>
        </div>
      </header>
      <main class="wb-main" id={MAIN} tabIndex={-1} ref={main} onKeyDown={(event) => leaveOnEscape(event, header.current)}>
        {fault !== "" && <Failure message={fault} />}
        {view ? mayOpen(session, view) ? <Guarded view={view} route={route} /> : <EditorsOnly /> : <Nowhere />}
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

/** A view that breaks takes nothing else with it: bar and navigation stay, and another place opens as ever. */
function Guarded({ view, route }: { view: View; route: Route }): VNode {
  const [fault, reset] = useErrorBoundary((cause: unknown) => console.error(cause)) as [unknown, () => void];
  const brokenAt = useRef<Route | null>(null);
  useEffect(() => {
    if (fault !== undefined && brokenAt.current !== null && brokenAt.current !== route) reset();
    brokenAt.current = fault === undefined ? null : route;
  }, [fault, route]);
  return fault === undefined ? <view.component route={route} /> : <Failure message="页面出错了，请刷新后再试，或从上方打开别的页面。" />;
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

/**
 * Names the window after the view. Another place, be it of the same view, takes the focus to its beginning unless the view took it:
 * the link that led there is gone. A change of view is told.
 */
function useArrival(view: View | undefined, rest: string, main: HTMLElement | null, say: (text: string) => void): void {
  const before = useRef({ view, rest });
  useEffect(() => {
    const name = view?.name ?? "没有这个页面";
    document.title = `${name} · 集群政策助手工作台`;
    const from = before.current;
    if (from.view === view && from.rest === rest) return;
    before.current = { view, rest };
    if (!main?.contains(document.activeElement)) main?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
    if (from.view !== view) say(`已打开：${name}`);
  }, [view, rest]);
}

/** In these Escape takes back what an input method or an opened list offers. */
const FIELDS = "select, textarea, input:not([type=checkbox]):not([type=radio])";

/** Escape goes from the inside out: where a view has no further way out of its own, to the navigation, however far down one is. */
function leaveOnEscape(event: KeyboardEvent, header: HTMLElement | null): void {
  if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
  if (event.target instanceof Element && event.target.matches(FIELDS)) return;
  const link = header?.querySelector<HTMLElement>("nav [aria-current]") ?? header?.querySelector<HTMLElement>("nav a");
  link?.focus();
}

/** The hash is the reader's: the way to the text must not change it. */
function skipTo(event: Event, main: HTMLElement | null): void {
  event.preventDefault();
  main?.focus();
}
