import { ChatPanel } from "../chat/chat-panel.js";
import { ChatClient } from "../client/chat-client.js";
import { today } from "../ui/day.js";
import { byId, setChildren } from "../ui/element.js";
import { showDocuments } from "./document-list.js";

/** The demo page: a department's site that lists the collected documents and carries the assistant. */
setChildren(byId("chat"), new ChatPanel(new ChatClient()).root);
void showDocuments(byId("document-list"), today());
