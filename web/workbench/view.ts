import type { ComponentType } from "preact";
import type { Route } from "./routing.js";

export interface ViewProps {
  route: Route;
}

/** One view of the workbench: `/workbench/<id>`. docs/architecture.md says how one is added. */
export interface View {
  id: string;
  /** In the navigation, the window's title and what screen readers are told. */
  name: string;
  component: ComponentType<ViewProps>;
  /** Readers neither see it in the navigation nor open it. */
  forEditors?: boolean;
}
