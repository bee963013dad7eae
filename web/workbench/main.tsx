import { render } from "preact";
import { Announcer } from "../ui/announcer.js";
import { byId, setChildren } from "../ui/element.js";
import { showDisplay, storedDisplay } from "./display.js";
import { StaffApi } from "./staff-api.js";
import { Workbench } from "./workbench.js";

/** The staff workbench: everything below `/workbench`. */
showDisplay(storedDisplay());
const announcer = new Announcer();
document.body.append(announcer.root);
const root = byId("workbench");
setChildren(root);
render(<Workbench api={new StaffApi()} say={(text) => announcer.say(text)} />, root);
