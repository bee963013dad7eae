import type { Api } from "../client/api.js";
import type { ProvisionReply } from "../client/wire.js";
import { element, setChildren } from "../ui/element.js";

/** A provision that refers to the chosen one; the title is told of other documents' provisions. */
type Referrer = ProvisionReply["referredBy"][number] & { documentTitle?: string };

/** Which provisions refer to the chosen one: a note below it, with the words around each reference. */
export class Referrers {
  private readonly root = element("aside", { class: "referrers", "aria-label": "被引用的地方" });
  /** What was asked for last: a slower reply for an earlier one is not shown. */
  private wanted = "";

  constructor(
    private readonly api: Pick<Api, "fetchProvision">,
    private readonly documentId: string,
    private readonly hrefOf: (documentId: string, eId: string) => string,
  ) {}

  /** Shows them below `view`, the chosen provision's last part. A provision that nothing refers to has no note. */
  async showBelow(view: HTMLElement, eId: string): Promise<void> {
    this.hide();
    this.wanted = eId;
    // Without a reply there is no note: the text is what one came for, and it is there.
    const found = await this.api.fetchProvision(this.documentId, eId).catch(() => null);
    if (!found || this.wanted !== eId || found.referredBy.length === 0) return;
    setChildren(this.root, element("p", { class: "referrers__title" }, `${found.label}被以下条款引用`), element("ul", {}, ...found.referredBy.map((referrer) => this.line(referrer))));
    view.insertAdjacentElement("afterend", this.root);
  }

  hide(): void {
    this.wanted = "";
    this.root.remove();
  }

  private line({ provisionId, label, quote, documentTitle }: Referrer): HTMLElement {
    const [documentId = "", eId = ""] = provisionId.split("#");
    const isOwn = documentId === this.documentId;
    const name = isOwn || documentTitle === undefined ? label : `《${documentTitle}》${label}`;
    return element("li", {}, element("a", { href: isOwn ? `#${eId}` : this.hrefOf(documentId, eId) }, name), `：…${quote}…`);
  }
}
