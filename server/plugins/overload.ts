/** Late samples that are no more than so far apart (ms) belong together. */
const STRETCH_MS = 60_000;

/**
 * Whether the process is overloaded, by the mean delays of the event loop that come with the requests while they are above the limit. One
 * late sample is a single long step, such as a snapshot that was opened, and is over when a request is seen: two different ones
 * within a minute are an overload.
 */
export class Overload {
  private first: { delay: number; at: number } | null = null;

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** @param delay of the sample that the request falls into (ms); endless: not sampled yet, right after the loop was blocked */
  is(delay: number): boolean {
    if (delay === Infinity) return false;
    const at = this.now();
    if (this.first === null || at - this.first.at > STRETCH_MS) this.first = { delay, at };
    return delay !== this.first.delay;
  }
}
