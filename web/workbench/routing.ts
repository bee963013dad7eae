import { useEffect, useState } from "preact/hooks";
import { rememberLeaving } from "./way-back.js";

const BASE = "/workbench";

/** Where one is: `/workbench/<view>/<rest>?<query>#<hash>`, each part decoded. */
export interface Route {
  view: string;
  /** What stands behind the view's name, such as a document's id; "" where nothing does. */
  rest: string;
  query: URLSearchParams;
  hash: string;
}

export function readRoute({ pathname, search, hash }: Pick<Location, "pathname" | "search" | "hash">): Route {
  const [view = "", ...rest] = pathname.slice(BASE.length).split("/").filter((step) => step !== "");
  return { view: decoded(view), rest: decoded(rest.join("/")), query: new URLSearchParams(search), hash: decoded(hash.slice(1)) };
}

/** The address of a view. Empty values of the query are left out, so that the same place has one address. */
export function hrefOf(view: string, { rest = "", query = {}, hash = "" }: { rest?: string; query?: Record<string, string>; hash?: string } = {}): string {
  const filled = Object.entries(query).filter(([, value]) => value !== "");
  const search = filled.length > 0 ? `?${new URLSearchParams(filled).toString()}` : "";
  return `${BASE}/${view}${rest === "" ? "" : `/${encodeURIComponent(rest)}`}${search}${hash === "" ? "" : `#${encodeURIComponent(hash)}`}`;
}

/** Goes to an address of the workbench. @param replace for what is no step of its own, such as another letter typed */
export function navigate(href: string, replace = false): void {
  window.history[replace ? "replaceState" : "pushState"](null, "", href);
  listeners.forEach((listener) => listener());
}

const listeners = new Set<() => void>();

/** The route of the moment; links within the workbench, the browser's own buttons and `navigate` change it. */
export function useRoute(): Route {
  const [route, setRoute] = useState(() => readRoute(window.location));
  useEffect(() => {
    const update = (): void => setRoute(readRoute(window.location));
    listeners.add(update);
    window.addEventListener("popstate", update);
    document.addEventListener("click", followLink);
    return () => {
      listeners.delete(update);
      window.removeEventListener("popstate", update);
      document.removeEventListener("click", followLink);
    };
  }, []);
  return route;
}

/** Plain clicks on links to another place of the workbench load no page; a hash of this one is the browser's own matter. */
function followLink(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!link || !leadsWithin(link)) return;
  event.preventDefault();
  rememberLeaving(link);
  navigate(link.href);
}

function leadsWithin({ target, origin, pathname, search, hash }: HTMLAnchorElement): boolean {
  const { location } = window;
  const isHere = pathname === location.pathname && search === location.search;
  return target === "" && origin === location.origin && /^\/workbench(\/|$)/.test(pathname) && !(isHere && hash !== "");
}

/** An address that is no proper encoding stands for itself. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
