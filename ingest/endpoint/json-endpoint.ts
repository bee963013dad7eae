import { setTimeout as sleep } from "node:timers/promises";
import type { z } from "zod";
import { EndpointError } from "../errors.js";

/** A model served over HTTP. */
export interface EndpointSettings {
  /** Ends without a slash; a call's path is added to it. */
  baseUrl: string;
  model: string;
  apiKey: string | null;
}

/** Wait before the second attempt where the service does not say how long (`Retry-After`). */
const BACKOFF_MS = 300;

/** Calls of one outside service: JSON there and back, checked. */
export class JsonEndpoint {
  private readonly host: string;

  /** @param name what people call the service: 向量服务 */
  constructor(
    private readonly name: string,
    private readonly settings: EndpointSettings,
    private readonly backoffMs = BACKOFF_MS,
  ) {
    this.host = new URL(settings.baseUrl).origin;
  }

  /**
   * Sends the model's name and `body`, and gives the reply in the schema's form. What may pass (429, 5xx, a cut connection)
   * is tried once more; `timeoutMs` bounds both attempts together.
   * @throws EndpointError
   */
  async post<T>(path: string, body: object, schema: z.ZodType<T>, timeoutMs: number): Promise<T> {
    const deadline = AbortSignal.timeout(timeoutMs);
    const request = JSON.stringify({ model: this.settings.model, ...body });
    try {
      let tried = await this.attempt(path, request, deadline);
      if ("error" in tried && tried.retryAfterMs !== null && tried.retryAfterMs < timeoutMs) {
        await sleep(tried.retryAfterMs, undefined, { signal: deadline });
        tried = await this.attempt(path, request, deadline);
      }
      if ("error" in tried) throw tried.error;
      return this.parse(tried.text, schema);
    } catch (error) {
      if (deadline.aborted) throw this.error("timeout", `在 ${timeoutMs} 毫秒内没有应答`);
      throw error;
    }
  }

  /** Says that a reply has the right form and the wrong content. */
  malformed(what: string): EndpointError {
    return this.error("malformed", `返回的内容不对：${what}`);
  }

  private send(path: string, body: string, signal: AbortSignal): Promise<Response> {
    const { baseUrl, apiKey } = this.settings;
    const headers = { "content-type": "application/json", ...(apiKey === null ? {} : { authorization: `Bearer ${apiKey}` }) };
    // A redirect is not followed: the key and people's questions go to the host that was configured and to no other.
    return fetch(baseUrl + path, { method: "POST", headers, body, signal, redirect: "manual" });
  }

  private async attempt(path: string, body: string, signal: AbortSignal): Promise<Attempt> {
    try {
      const response = await this.send(path, body, signal);
      if (response.ok) return { text: await response.text() };
      await response.body?.cancel();
      const mayPass = response.status === 429 || response.status >= 500;
      return { error: this.refusal(response.status), retryAfterMs: mayPass ? this.waitBefore(response) : null };
    } catch (cause) {
      return { error: this.error("unreachable", "连接不上，或连接中途断开", null, { cause }), retryAfterMs: this.backoffMs };
    }
  }

  private waitBefore(response: Response): number {
    const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
    return Number.isFinite(seconds) ? Math.max(0, seconds * 1000) : this.backoffMs;
  }

  private parse<T>(text: string, schema: z.ZodType<T>): T {
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      throw this.malformed("不是 JSON");
    }
    const result = schema.safeParse(json);
    if (result.success) return result.data;
    throw this.malformed(`缺少字段或类型不对（${result.error.issues[0]!.path.map(String).join(".") || "整个内容"}）`);
  }

  private refusal(status: number): EndpointError {
    return this.error("status", `返回状态 ${status}${HINT[status] ?? ""}`, status);
  }

  private error(problem: EndpointError["problem"], what: string, status: number | null = null, options?: ErrorOptions): EndpointError {
    return new EndpointError(problem, `${this.name}（${this.host}）${what}`, status, options);
  }
}

/** What one attempt gave; `retryAfterMs` is null where trying again cannot help. */
type Attempt = { text: string } | { error: EndpointError; retryAfterMs: number | null };

const TOO_LONG = "，请检查模型名，或文本超过了模型的长度";
const HINT: Record<number, string> = {
  400: TOO_LONG,
  401: "，请检查密钥",
  403: "，请检查密钥",
  404: "，请检查地址和模型名",
  413: TOO_LONG,
  422: TOO_LONG,
};
