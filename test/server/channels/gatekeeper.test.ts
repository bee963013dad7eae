import { describe, expect, it } from "vitest";
import { channelSchema, type Channel } from "../../../server/channels/channel.js";
import { Gatekeeper } from "../../../server/channels/gatekeeper.js";

const channel = (limits: object, id = "portal"): Channel =>
  channelSchema.parse({ id, name: "门户", origins: ["https://portal.example.gov.cn"], limits });
const PERSON = "203.0.113.9";

describe("sockets", () => {
  it("of one address are counted in and out, once each", () => {
    const gate = new Gatekeeper();
    const site = channel({ socketsPerAddress: 2 });
    const leave = gate.enter(site, PERSON);
    gate.enter(site, PERSON);
    expect(() => gate.enter(site, PERSON)).toThrow("同时使用的人太多");
    gate.enter(site, "203.0.113.10");
    gate.enter(channel({ socketsPerAddress: 2 }, "park"), PERSON);
    leave();
    leave();
    gate.enter(site, PERSON);
    expect(() => gate.enter(site, PERSON)).toThrow("同时使用的人太多");
  });

  it("of one site are counted over all addresses, the machine's own too", () => {
    const gate = new Gatekeeper();
    const site = channel({ sockets: 3, socketsPerAddress: 1 });
    for (let i = 0; i < 3; i++) gate.enter(site, "127.0.0.1");
    expect(() => gate.enter(site, PERSON)).toThrow("同时使用的人太多");
  });
});

describe("questions", () => {
  it("of one address are let through as fast as its minute allows", () => {
    let now = 0;
    const gate = new Gatekeeper(() => now);
    const site = channel({ questionsPerMinute: 6 });
    for (let i = 0; i < 6; i++) gate.question(site, PERSON);
    expect(() => gate.question(site, PERSON)).toThrow("提问太频繁");
    gate.question(site, "203.0.113.10");
    now = 10_000;
    gate.question(site, PERSON);
    expect(() => gate.question(site, PERSON)).toThrow("提问太频繁");
  });

  it("from the machine itself are not counted: a proxy's visitors come from there", () => {
    const gate = new Gatekeeper();
    for (const address of ["127.0.0.1", "::1", "::ffff:127.0.0.1"]) for (let i = 0; i < 10; i++) gate.question(channel({ questionsPerMinute: 1 }), address);
  });
});
