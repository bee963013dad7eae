// Preloaded (`node --import`) into a process whose connections are to be known. Every attempt to reach anything but
// this machine is written to the file CONNECTION_LOG names, one a line, and fails. Unix sockets are not the network.
import { appendFileSync } from "node:fs";
import dgram from "node:dgram";
import dns from "node:dns";
import net from "node:net";

const LOOPBACK = /^(localhost|127(\.\d+){3}|::1|::ffff:127(\.\d+){3}|0\.0\.0\.0|::)$/;

function refuse(what, target) {
  appendFileSync(process.env.CONNECTION_LOG, `${what} ${target}\n`);
  throw new Error(`outbound connection refused by the test: ${what} ${target}`);
}

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (...args) {
  const options = Array.isArray(args[0]) ? args[0][0] : typeof args[0] === "object" ? args[0] : { port: args[0], host: args[1] };
  const host = typeof options.host === "string" ? options.host : "localhost";
  if (options.path === undefined && !LOOPBACK.test(host)) refuse("connect", `${host}:${options.port}`);
  return connect.apply(this, args);
};

for (const resolver of [dns, dns.promises]) {
  const lookup = resolver.lookup;
  resolver.lookup = function (hostname, ...rest) {
    if (!LOOPBACK.test(hostname)) refuse("lookup", hostname);
    return lookup.call(this, hostname, ...rest);
  };
}

const send = dgram.Socket.prototype.send;
dgram.Socket.prototype.send = function (...args) {
  refuse("datagram", args.find((arg) => typeof arg === "string") ?? "?");
  return send.apply(this, args);
};

const fetchUnrecorded = globalThis.fetch;
globalThis.fetch = async (input, init) => {
  const { hostname } = new URL(input instanceof Request ? input.url : String(input));
  if (!LOOPBACK.test(hostname.replace(/[[\]]/g, ""))) refuse("fetch", hostname);
  return fetchUnrecorded(input, init);
};
