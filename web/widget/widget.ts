import { optionsOf } from "./options.js";
import { policyAssistant, type PolicyAssistant } from "./policy-assistant.js";

/**
 * `/widget.js`. The tag that loads it puts a widget on the page by its `data-*`; with `data-manual` the page does that itself,
 * by `PolicyAssistant.init({...})`. Loaded again, it adds a widget to the page and defines nothing twice.
 */
declare global {
  interface Window {
    PolicyAssistant?: PolicyAssistant;
  }
}

const script = document.currentScript ?? document.querySelector<HTMLScriptElement>('script[src*="/widget.js"]');
const address = script instanceof HTMLScriptElement ? script.src : window.location.href;
const host = new URL(".", address).href;

window.PolicyAssistant = window.PolicyAssistant ?? policyAssistant(host);
if (script instanceof HTMLScriptElement && script.dataset.manual === undefined) window.PolicyAssistant.init({ ...optionsOf(script), host: script.dataset.host ?? host });
