import { EndpointError } from "../../ingest/index.js";

/** Services that make the order of evidence better and that no turn may fail for. */
export type ServiceName = "embedding" | "rerank";

/** Told of each search that goes without a service; `error` where it was asked and failed, null while it is left in peace. */
export type DegradedListener = (service: ServiceName, error: EndpointError | null) => void;

/** After a failure the service is not asked for so long: people do not wait for its timeout turn after turn. */
const PAUSE_MS = 10_000;

/** Asks an outside service, and goes on without it where it fails. */
export class OptionalService {
  private readonly listeners: DegradedListener[] = [];
  private pausedUntil = 0;

  constructor(
    private readonly name: ServiceName,
    private readonly now: () => number = () => performance.now(),
  ) {}

  onDegraded(listener: DegradedListener): void {
    this.listeners.push(listener);
  }

  /** What the service gave; null where it failed now or a moment ago. Other errors than the service's pass through. */
  async ask<T>(work: () => Promise<T>): Promise<T | null> {
    if (this.now() < this.pausedUntil) return this.goWithout(null);
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof EndpointError)) throw error;
      this.pausedUntil = this.now() + PAUSE_MS;
      return this.goWithout(error);
    }
  }

  private goWithout(error: EndpointError | null): null {
    for (const listener of this.listeners) listener(this.name, error);
    return null;
  }
}
