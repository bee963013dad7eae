import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { VARIABLES } from "../server/config.js";

const PROJECT = join(import.meta.dirname, "..");
const read = (path: string): string => readFileSync(join(PROJECT, path), "utf8");
const withoutComments = (text: string): string => text.replace(/^\s*#.*$/gm, "");
const matches = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map((match) => match[1]!);

const { scripts, dependencies } = JSON.parse(read("package.json")) as Record<"scripts" | "dependencies", Record<string, string>>;
const UNIT = withoutComments(read("deploy/cluster-policy-assistant.service"));
const DOCKERFILE = withoutComments(read("deploy/Dockerfile"));
const NGINX = withoutComments(read("deploy/nginx.conf"));
const README = read("deploy/README.md");
const DEFAULT_PORT = String(VARIABLES.PORT!.parse(undefined));

describe("everything in deploy/", () => {
  it.each([["unit", UNIT], ["Dockerfile", DOCKERFILE], ["README", README]])("%s: programs in dist/ are built from a source that is there", (_, text) => {
    const programs = matches(text, /\b(dist\/[\w/-]+\.js)/g);
    expect(programs.length).toBeGreaterThan(0);
    for (const program of programs) expect(existsSync(join(PROJECT, program.replace(/^dist\/(.*)\.js$/, "$1.ts"))), program).toBe(true);
  });

  it.each([["Dockerfile", DOCKERFILE], ["README", README]])("%s: every npm command is one of package.json's", (_, text) => {
    for (const script of matches(text, /npm run ([\w:-]+)/g)) expect(scripts, script).toHaveProperty(script);
  });

  it("the programs that are started are those of npm start", () => {
    for (const text of [UNIT, DOCKERFILE]) {
      expect(text).toContain(scripts.start);
      expect(text).toContain(/node dist\/ingest\/cli\.js --if-needed/.exec(scripts.prestart!)![0]);
    }
  });

  it("names no host but the machine itself and examples", () => {
    for (const text of [UNIT, DOCKERFILE, NGINX, README]) {
      expect(matches(text, /https?:\/\/([^\s'":;/$]+)/g).filter((host) => !["127.0.0.1", "localhost", "cluster_policy_assistant"].includes(host))).toEqual([]);
    }
  });
});

describe("the systemd unit", () => {
  const values = (name: string): string[] => matches(UNIT, new RegExp(`^${name}=(.*)$`, "gm"));
  const environment = values("Environment").map((line) => line.split("=") as [string, string]);

  it("sets variables that there are, and writes only where it may", () => {
    for (const [name] of environment.filter(([one]) => one !== "NODE_ENV")) expect(Object.keys(VARIABLES)).toContain(name);
    const [writable] = values("ReadWritePaths");
    for (const [name, path] of environment.filter(([one]) => /_(DIR|FILE)$/.test(one))) expect(path.startsWith(`${writable}/`), name).toBe(true);
    expect(writable).toBe(`/var/lib/${values("StateDirectory")[0]}`);
  });

  it.each(["User=policy-assistant", "ProtectSystem=strict", "NoNewPrivileges=true", "LimitNOFILE=65536", "Restart=on-failure", "TimeoutStopSec=10"])("says %s", (line) => {
    expect(UNIT.split("\n")).toContain(line);
  });

  it("installs as the README says", () => {
    for (const path of ["User", "WorkingDirectory"].flatMap(values)) expect(README).toContain(path);
    expect(README).toContain(values("EnvironmentFile")[0]!.replace(/^-/, ""));
  });
});

describe("the Dockerfile", () => {
  const copied = matches(DOCKERFILE, /^COPY (?!--from)(.+)$/gm).flatMap((line) => line.split(" ").slice(0, -1));
  const allowed = matches(read(".dockerignore"), /^!(.+)$/gm);

  it("copies what is there and in the build's context, and nothing is let in that it does not copy", () => {
    for (const path of copied) expect(existsSync(join(PROJECT, path)), path).toBe(true);
    expect([...new Set(copied)].sort()).toEqual([...allowed].sort());
    expect(withoutComments(read(".dockerignore")).trim().split("\n")[0]).toBe("*");
  });

  it("sets variables that there are, and listens on the port it exposes", () => {
    const environment = matches(/^ENV ((?:.*\\\n)*.*)$/m.exec(DOCKERFILE)![1]!, /([A-Z_]+)=/g).filter((name) => name !== "NODE_ENV");
    expect(environment.length).toBeGreaterThan(0);
    for (const name of environment) expect(Object.keys(VARIABLES)).toContain(name);
    expect([/PORT=(\d+)/.exec(DOCKERFILE)![1], /^EXPOSE (\d+)$/m.exec(DOCKERFILE)![1]]).toEqual([DEFAULT_PORT, DEFAULT_PORT]);
  });

  it("builds in one stage and runs in another, not as root", () => {
    const [, , last] = DOCKERFILE.split(/^FROM /m);
    expect(matches(DOCKERFILE, /^FROM (\S+)/gm)).toEqual(["node:20-bookworm-slim", "node:20-bookworm-slim"]);
    expect(last).not.toMatch(/apt-get|npm/);
    expect(last!.indexOf("USER node")).toBeGreaterThan(0);
    expect(last!.indexOf("USER node")).toBeLessThan(last!.indexOf("CMD"));
    expect(last).toContain("HEALTHCHECK");
  });
});

describe("the nginx example", () => {
  const block = (head: string): string => NGINX.slice(NGINX.indexOf(head)).split(/^ {4}\}/m)[0]!;

  it("hands WebSockets on, with a timeout above the heartbeat's 30 seconds", () => {
    const socket = block("location = /ws/chat");
    expect(NGINX).toContain("map $http_upgrade $connection_upgrade");
    expect(socket).toContain("proxy_set_header Upgrade $http_upgrade;");
    expect(socket).toContain("proxy_set_header Connection $connection_upgrade;");
    expect(Number(/proxy_read_timeout (\d+)s/.exec(socket)![1])).toBeGreaterThan(30);
  });

  it("tells the visitor's address itself: what a visitor sends is not passed on", () => {
    expect(NGINX).not.toContain("$proxy_add_x_forwarded_for");
    // A location with headers of its own inherits none.
    const own = NGINX.split("location ").filter((one) => one.includes("proxy_set_header"));
    for (const one of own) expect(one).toContain("proxy_set_header X-Forwarded-For $remote_addr;");
  });

  it("keeps the server's own limits, port and paths, and caches no answer", () => {
    const limit = /BODY_LIMIT = (\d+) \* 1024/.exec(read("server/app.ts"))![1];
    expect(NGINX).toContain(`client_max_body_size ${limit}k;`);
    expect(NGINX).toContain(`server 127.0.0.1:${DEFAULT_PORT};`);
    expect(read("server/routes/socket.ts")).toContain('"/ws/chat"');
    for (const path of ["/metrics", "/healthz", "/readyz"]) expect([NGINX.includes(`location = ${path}`), read("server/routes/health.ts").includes(`"${path}"`)], path).toEqual([true, true]);
    expect(block("location /api/")).toMatch(/proxy_buffering off;[\s\S]*no-store/);
  });

  it("closes every block that it opens", () => {
    expect(NGINX.match(/\{/g)!.length).toBe(NGINX.match(/\}/g)!.length);
  });
});

describe("the README", () => {
  it("names files and variables that there are", () => {
    for (const path of matches(README, /\b(deploy\/[\w.-]+)/g)) expect(existsSync(join(PROJECT, path)), path).toBe(true);
    for (const name of matches(README, /^\| `([\w.-]+)` \| /gm).filter((one) => one.includes("."))) expect(existsSync(join(PROJECT, "deploy", name)), name).toBe(true);
    const names = matches(README, /\b([A-Z]+(?:_[A-Z]+)+)\b/g);
    expect(names.length).toBeGreaterThan(5);
    for (const name of names) expect(Object.keys(VARIABLES), name).toContain(name);
  });
});

it("what runs in production are dependencies, not devDependencies: npm prune --omit=dev takes those away", () => {
  for (const script of ["backup", "restore", "ingest"]) expect(scripts[script]).toMatch(/^tsx /);
  for (const name of ["tsx", "fastify", "better-sqlite3", "nodejieba", "hnswlib-node", "yaml", "zod"]) expect(dependencies, name).toHaveProperty(name);
});
