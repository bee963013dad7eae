import { ChatPanel } from "../chat/chat-panel.js";
import { Api } from "../client/api.js";
import { today } from "../ui/day.js";
import { byId, setChildren } from "../ui/element.js";
import { showDocuments } from "./document-list.js";

/** The demo page: a department's site that lists the collected documents and carries the assistant. */
const api = new Api();
setChildren(byId("chat"), new ChatPanel({ api }).root);
void showDocuments(api, byId("document-list"), today());
