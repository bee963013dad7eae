import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A page of another site that embeds the widget. */
export interface HostPage {
  /** Markup of the body, the widget's tag included. */
  body: string;
  /** Its own style sheet, served by itself; none where left out. */
  css?: string;
  /** Content-Security-Policy; none where left out. */
  policy?: string;
}

/** The site's server: pages by their path, each may be set at any time. */
export class HostSite {
  private readonly pages = new Map<string, HostPage>();
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => {
      const url = request.url ?? "/";
      const page = this.pages.get(url.replace(/\.css$/, ""));
      if (!page) return response.writeHead(url === "/favicon.ico" ? 204 : 404).end();
      if (url.endsWith(".css")) return response.writeHead(200, { "content-type": "text/css" }).end(page.css ?? "");
      const head = page.css === undefined ? "" : `<link rel="stylesheet" href="${url}.css">`;
      response.writeHead(200, { "content-type": "text/html; charset=utf-8", ...(page.policy ? { "content-security-policy": page.policy } : {}) });
      return response.end(`<!doctype html><html lang="zh-CN"><head><meta name="viewport" content="width=device-width"><title>某部门网站</title>${head}</head><body>${page.body}</body></html>`);
    });
  }

  static async start(): Promise<HostSite> {
    const site = new HostSite();
    await new Promise<void>((resolve) => site.server.listen(0, "127.0.0.1", resolve));
    return site;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Serves a page. @returns its address */
  page(path: string, page: HostPage): string {
    this.pages.set(path, page);
    return this.origin + path;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}
