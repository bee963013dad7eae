import { turnEventSchema, type TurnEvent } from "../../server/schemas/socket.js";

/** An event of a stream with its number, checked against the wire's schema. */
export interface StreamedEvent {
  name: string;
  event: TurnEvent;
  seq: number;
}

/** Reads the body of a `text/event-stream` reply. @throws Error where a block is not an event */
export function readEvents(body: string): StreamedEvent[] {
  return body
    .split("\n\n")
    .filter((block) => block !== "")
    .map((block) => {
      const match = /^event: (\S+)\ndata: (.+)$/.exec(block);
      if (!match) throw new Error(`expected "event: …\\ndata: …", got ${JSON.stringify(block)}`);
      const data = JSON.parse(match[2]!) as { seq: number };
      return { name: match[1]!, event: turnEventSchema.parse(data), seq: data.seq };
    });
}
