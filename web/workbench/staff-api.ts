import type { StaffSession } from "../../server/schemas/staff.js";
import { Api } from "../client/api.js";
import { ApiError, readJson, request } from "../client/request.js";

type Changing = "POST" | "PUT" | "PATCH" | "DELETE";
const SESSION = "api/staff/session";

/**
 * Calls of someone who is signed in: the session's cookie goes with each, the CSRF token with each that changes something.
 * A path is given without a slash before it (`api/staff/audit`). All throw ApiError with a sentence fit to show.
 */
export class StaffApi {
  /** Calls that need nobody signed in: documents and their text. */
  readonly open = new Api();
  private csrfToken = "";
  /** Told when a call finds that the session is over. */
  onSignedOut: () => void = () => undefined;

  /** Who is signed in. @throws ApiError `not_signed_in`, `no_accounts` */
  async session(): Promise<StaffSession> {
    return this.keep(await this.fetch<StaffSession>(SESSION));
  }

  /** @throws ApiError `wrong_credentials`, `locked_out`, `busy` */
  async signIn(name: string, password: string): Promise<StaffSession> {
    return this.keep(await this.fetch<StaffSession>(SESSION, { ...json({ name, password }), method: "POST" }));
  }

  async signOut(): Promise<void> {
    await this.send("DELETE", SESSION);
    this.csrfToken = "";
  }

  /** The own password. Sessions elsewhere end, this one goes on. @throws ApiError `wrong_password`, `locked_out`, `busy` */
  async changePassword(current: string, next: string): Promise<void> {
    this.keep(await this.send<StaffSession>("POST", "api/staff/password", { current, next }));
  }

  get<T>(path: string, signal?: AbortSignal): Promise<T> {
    return this.watched(() => this.fetch<T>(path, { signal }));
  }

  /** A call that changes something; a form, such as one with a file, goes as it is. @returns the reply's JSON; undefined where it has no content */
  send<T = void>(method: Changing, path: string, body?: unknown): Promise<T> {
    const call = (): Promise<T> => this.fetch<T>(path, { ...contentOf(body), method });
    return this.watched(async () => {
      try {
        return await call();
      } catch (cause) {
        if (!(cause instanceof ApiError && cause.code === "bad_csrf_token")) throw cause;
        // Signed in anew in another tab: the cookie is the new session's, and so must the token be.
        await this.session();
        return call();
      }
    });
  }

  private async watched<T>(call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (cause) {
      if (cause instanceof ApiError && cause.status === 401) this.onSignedOut();
      throw cause;
    }
  }

  private keep(session: StaffSession): StaffSession {
    this.csrfToken = session.csrfToken;
    return session;
  }

  private async fetch<T>(path: string, init: RequestInit = {}): Promise<T> {
    const headers = { ...(init.headers as Record<string, string>), ...(this.csrfToken ? { "x-csrf-token": this.csrfToken } : {}) };
    const reply = await request(this.open.address(path), { ...init, headers, credentials: "same-origin" });
    return reply.status === 204 ? (undefined as T) : readJson<T>(reply);
  }
}

function contentOf(body: unknown): RequestInit {
  return body instanceof FormData ? { body } : json(body);
}

function json(body: unknown): RequestInit {
  return body === undefined ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}
