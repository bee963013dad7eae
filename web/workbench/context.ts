import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { StaffSession } from "../../server/schemas/staff.js";
import type { StaffApi } from "./staff-api.js";

/** What every view has. */
export interface WorkbenchContext {
  api: StaffApi;
  /** Who is signed in. */
  session: StaffSession;
  /** Tells screen readers, by the page's one status region. */
  say: (text: string) => void;
}

const context = createContext<WorkbenchContext | null>(null);
export const WorkbenchProvider = context.Provider;

export function useWorkbench(): WorkbenchContext {
  const value = useContext(context);
  if (!value) throw new Error("Expected to be inside WorkbenchProvider, found no context");
  return value;
}
