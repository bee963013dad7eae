import type { Api } from "../client/api.js";
import type { Citation } from "../../server/schemas/objects.js";
import type { Announcer } from "../ui/announcer.js";
import type { CitationPreview } from "./citation-preview.js";

/** Opens a provision beside the conversation; `from` takes the focus when it is closed. */
export type OpenProvision = (citation: Citation, from: HTMLElement) => void;

/** What an answer can do in the place where it is shown. */
export interface AnswerActions {
  api: Api;
  announcer: Announcer;
  preview: CitationPreview;
  ask: (question: string) => void;
  /** Left out where there is no room beside the conversation: a mark then leads to its citation's card. */
  openProvision?: OpenProvision;
}
