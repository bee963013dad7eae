import { ModelError } from "./model-error.js";

/**
 * `fetch` for one endpoint: no redirect is followed (key and question go to the host that was configured and to no other),
 * no more than `maxBytes` of a reply are read, and no made-up key is sent where none is configured.
 */
export function limitedFetch(maxBytes: number, apiKey: string | null): typeof fetch {
  return async (input, init) => {
    const headers = new Headers(init?.headers);
    if (apiKey === null) headers.delete("authorization");
    const response = await fetch(input, { ...init, headers, redirect: "error" });
    if (!response.body) return response;
    return new Response(response.body.pipeThrough(counting(maxBytes)), { status: response.status, statusText: response.statusText, headers: response.headers });
  };
}

function counting(maxBytes: number): TransformStream<Uint8Array, Uint8Array> {
  let left = maxBytes;
  return new TransformStream({
    transform(chunk, controller) {
      left -= chunk.byteLength;
      if (left < 0) controller.error(new ModelError("too_long", `对话模型的回复超过 ${maxBytes} 字节`));
      else controller.enqueue(chunk);
    },
  });
}
