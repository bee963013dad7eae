import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Answer } from "../schemas/objects.js";

export interface SnapshotState {
  /** When it was made, ISO. */
  madeAt: () => string;
  /** Whether a newer one is there and was refused. */
  refused: () => boolean;
}

/** Prometheus metrics of one application; each application has its own registry. */
export class Metrics {
  private readonly registry = new Registry();
  private readonly turns = new Counter({
    name: "policy_turns_total",
    help: "Turns by outcome",
    labelNames: ["outcome"],
    registers: [this.registry],
  });
  private readonly guards = new Counter({
    name: "policy_guards_fired_total",
    help: "Turns in which a guard fired, by its name",
    labelNames: ["guard"],
    registers: [this.registry],
  });
  private readonly degraded = new Counter({
    name: "policy_degraded_searches_total",
    help: "Searches that went without an outside service, by service",
    labelNames: ["service"],
    registers: [this.registry],
  });
  private readonly seconds = new Histogram({
    name: "policy_turn_seconds",
    help: "Time of a turn",
    buckets: [0.002, 0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.5, 2],
    registers: [this.registry],
  });
  private readonly retrieval = new Histogram({
    name: "policy_retrieval_seconds",
    help: "Time of a turn's retrieval",
    buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 2],
    registers: [this.registry],
  });
  private readonly masked = new Counter({
    name: "policy_masked_total",
    help: "Personal numbers and addresses masked in what people sent",
    registers: [this.registry],
  });
  readonly sockets = new Gauge({ name: "policy_sockets", help: "Open chat sockets by site", labelNames: ["channel"], registers: [this.registry] });

  /** @param snapshot what is told of the snapshot in use; left out in a command, which serves nobody */
  constructor(snapshot?: SnapshotState) {
    if (!snapshot) return;
    collectDefaultMetrics({ register: this.registry, prefix: "policy_" });
    new Gauge({
      name: "policy_snapshot_age_seconds",
      help: "Time since the snapshot in use was made",
      registers: [this.registry],
      collect() {
        this.set((Date.now() - Date.parse(snapshot.madeAt())) / 1000);
      },
    });
    new Gauge({
      name: "policy_snapshot_refused",
      help: "1 while a newer snapshot is refused",
      registers: [this.registry],
      collect() {
        this.set(snapshot.refused() ? 1 : 0);
      },
    });
  }

  /** Counts a finished turn and each guard that found something in it. */
  countTurn({ outcome, timings }: Answer, guards: readonly { guard: string }[]): void {
    this.turns.inc({ outcome });
    this.seconds.observe(timings.totalMs / 1000);
    this.retrieval.observe(timings.retrieveMs / 1000);
    for (const guard of new Set(guards.map((finding) => finding.guard))) this.guards.inc({ guard });
  }

  countMasked(): void {
    this.masked.inc();
  }

  countDegraded(service: string): void {
    this.degraded.inc({ service });
  }

  render(): Promise<string> {
    return this.registry.metrics();
  }
}
