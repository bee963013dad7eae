import { describe, expect, it } from "vitest";
import { EndpointError } from "../../../ingest/index.js";
import { OptionalService, type ServiceName } from "../../../server/retrieval/optional-service.js";

const FAILURE = new EndpointError("timeout", "重排服务没有应答");

/** A service at a clock of its own, and what was told of it. */
function serviceAt() {
  const clock = { now: 0 };
  const told: [ServiceName, EndpointError | null][] = [];
  const service = new OptionalService("rerank", () => clock.now);
  service.onDegraded((name, error) => told.push([name, error]));
  return { service, clock, told };
}

const fails = (): Promise<number> => Promise.reject(FAILURE);

describe("an optional service", () => {
  it("gives what the call gives, and tells nothing", async () => {
    const { service, told } = serviceAt();
    expect(await service.ask(async () => 7)).toBe(7);
    expect(told).toEqual([]);
  });

  it("gives null where the call fails, and tells why", async () => {
    const { service, told } = serviceAt();
    expect(await service.ask(fails)).toBeNull();
    expect(told).toEqual([["rerank", FAILURE]]);
  });

  it("is left in peace for a while after a failure, and asked again after it", async () => {
    const { service, clock, told } = serviceAt();
    await service.ask(fails);
    clock.now = 9_999;
    let calls = 0;
    const work = async (): Promise<number> => ++calls;
    expect(await service.ask(work)).toBeNull();
    expect(calls).toBe(0);
    expect(told).toEqual([["rerank", FAILURE], ["rerank", null]]);
    clock.now = 10_000;
    expect(await service.ask(work)).toBe(1);
  });

  it("does not hide a fault of our own", async () => {
    const { service } = serviceAt();
    await expect(service.ask(() => Promise.reject(new TypeError("a bug")))).rejects.toThrow("a bug");
  });
});
