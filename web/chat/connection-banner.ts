import { element } from "../ui/element.js";

/** Says plainly that the machine is offline, and calls when it is back. */
export class ConnectionBanner {
  readonly root = element("p", { class: "chat__offline", hidden: "" }, "网络已断开。恢复后可以继续提问，没有答完的会接着回答。");

  /** @param onChange is told whether the network is there */
  constructor(private readonly onChange: (online: boolean) => void) {
    this.start();
  }

  /** Watches; again, after a stop. */
  start(): void {
    window.addEventListener("online", this.update);
    window.addEventListener("offline", this.update);
    this.root.hidden = navigator.onLine;
  }

  stop(): void {
    window.removeEventListener("online", this.update);
    window.removeEventListener("offline", this.update);
  }

  private readonly update = (): void => {
    this.root.hidden = navigator.onLine;
    this.onChange(navigator.onLine);
  };
}
