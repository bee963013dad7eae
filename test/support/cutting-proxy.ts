import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";

/** Bytes of a frame's head by its length code (RFC 6455, 5.2); frames of a server are not masked. */
const SHORT = 126;
const LONG = 127;

/**
 * A TCP proxy before the server that cuts WebSocket connections: once, right after the event with a given `seq` has passed.
 * Everything else goes through as it is.
 */
export class CuttingProxy {
  /** Cut after the event with this number; null: never. Set back to null by the cut. */
  cutAfter: number | null = null;
  cuts = 0;
  /** The highest `seq` that has passed. */
  lastSeq = 0;
  private readonly server: Server;

  private constructor(port: number) {
    this.server = createServer((client) => this.join(client, connect(port, "127.0.0.1")));
  }

  /** @param port of the server on this machine */
  static async before(port: number): Promise<CuttingProxy> {
    const proxy = new CuttingProxy(port);
    await new Promise<void>((resolve) => proxy.server.listen(0, "127.0.0.1", resolve));
    return proxy;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server.close();
  }

  private join(client: Socket, upstream: Socket): void {
    const end = (): void => void (client.destroy(), upstream.destroy());
    for (const socket of [client, upstream]) socket.on("error", end).on("close", end);
    client.on("data", (data) => upstream.write(data));
    let upgraded = false;
    let waiting = Buffer.alloc(0);
    upstream.on("data", (data) => {
      if (!upgraded && !data.subarray(0, 12).toString().startsWith("HTTP/1.1 101")) return void client.write(data);
      waiting = Buffer.concat([waiting, data]);
      if (!upgraded) {
        const headEnd = waiting.indexOf("\r\n\r\n");
        if (headEnd < 0) return;
        client.write(waiting.subarray(0, headEnd + 4));
        waiting = waiting.subarray(headEnd + 4);
        upgraded = true;
      }
      for (let frame = firstFrame(waiting); frame; frame = firstFrame(waiting)) {
        waiting = waiting.subarray(frame.length);
        client.write(frame);
        if (this.passed(frame)) return void client.end(() => end());
      }
    });
  }

  /** Takes note of an event. @returns true where the connection is to be cut now */
  private passed(frame: Buffer): boolean {
    const seq = Number(/"seq":(\d+)/.exec(frame.toString())?.[1] ?? 0);
    this.lastSeq = Math.max(this.lastSeq, seq);
    if (seq === 0 || seq !== this.cutAfter) return false;
    this.cutAfter = null;
    this.cuts++;
    return true;
  }
}

/** The first whole frame of what has come, head included; null where it is not all there. */
function firstFrame(data: Buffer): Buffer | null {
  if (data.length < 2) return null;
  const code = data[1]! & 0x7f;
  const head = code === LONG ? 10 : code === SHORT ? 4 : 2;
  if (data.length < head) return null;
  const length = head + (code === LONG ? Number(data.readBigUInt64BE(2)) : code === SHORT ? data.readUInt16BE(2) : code);
  return data.length < length ? null : data.subarray(0, length);
}
