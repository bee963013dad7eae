import { element } from "../ui/element.js";

/** Which region questions are asked about where they name none; shown where the site has more than one. */
export function regionChoice(regions: readonly string[], onChoose: (region: string | undefined) => void): HTMLElement {
  const options = ["", ...regions].map((region) => element("option", { value: region }, region || "不限"));
  const select = element("select", {}, ...options);
  select.addEventListener("change", () => onChoose(select.value || undefined));
  return element("label", { class: "chat__scope" }, "地区", select);
}
