import { readFileSync, statSync } from "node:fs";
import { parse } from "yaml";
import { SettingError } from "../../ingest/index.js";
import { AppError, isChinese } from "../errors.js";
import { stampOf } from "../file-stamp.js";
import { channelsSchema, limitsSchema, OWN_CHANNEL, type Channel } from "./channel.js";

/**
 * The sites that may use this server, from a file that is read anew when it changes. A file that turns bad is told once and the
 * last good one stays in force.
 */
export class Channels {
  private channels: readonly Channel[] = [];
  private readAt = "";
  private readonly own: Channel;

  /**
   * @param file null: only the server's own pages and `origins`
   * @param origins that may use the server as its own pages do
   * @throws SettingError where the file is bad at the start
   */
  constructor(private readonly file: string | null, origins: readonly string[] = []) {
    this.own = { id: OWN_CHANNEL, name: "集群政策助手", origins: [...origins], greeting: "", regions: [], limits: limitsSchema.parse({}) };
    this.reload();
  }

  /** Every origin of every site: those that may embed and call. */
  get origins(): string[] {
    return [this.own, ...this.channels].flatMap((channel) => channel.origins);
  }

  /** Reads the file anew if it changed. @returns true when it was read @throws SettingError, the last good one stays */
  reload(): boolean {
    if (this.file === null) return false;
    const stamp = stampOfFile(this.file);
    if (stamp === this.readAt) return false;
    this.readAt = stamp;
    this.channels = readChannels(this.file);
    return true;
  }

  /**
   * The channel that a page of this origin may use.
   * @param id that the page names; when left out, the one that its origin belongs to
   * @param origin as the browser sends it; undefined for a caller that is no page
   * @param host of the request: the server's own pages are of it
   * @throws AppError origin, unknown_channel
   */
  admit(id: string | undefined, origin: string | undefined, host: string | undefined): Channel {
    const named = id === undefined || id === OWN_CHANNEL ? undefined : this.channels.find((channel) => channel.id === id);
    if (id !== undefined && id !== OWN_CHANNEL && !named) throw new AppError("unknown_channel", 404, "没有登记这个网站，请检查 channel。");
    if (origin === undefined || isSameHost(origin, host)) return named ?? this.own;
    const channel = named ?? [this.own, ...this.channels].find(({ origins }) => origins.includes(origin));
    if (!channel?.origins.includes(origin)) throw new AppError("origin", 403, "这个网站没有获准使用本服务。");
    return channel;
  }
}

/** Empty where there is none. */
function stampOfFile(file: string): string {
  try {
    return stampOf(statSync(file, { bigint: true }));
  } catch {
    return "";
  }
}

function readChannels(file: string): Channel[] {
  let content: unknown;
  try {
    content = parse(readFileSync(file, "utf8"));
  } catch {
    throw new SettingError("CHANNELS_FILE", `网站登记文件 ${file} 读不出来，应为 YAML`);
  }
  const result = channelsSchema.safeParse(content ?? []);
  if (result.success) return result.data;
  const { path, message } = result.error.issues[0]!;
  throw new SettingError("CHANNELS_FILE", `网站登记文件 ${file} 的 ${path.map(String).join(".") || "内容"}：${isChinese(message) ? message : "格式不对"}`);
}

function isSameHost(origin: string, host: string | undefined): boolean {
  try {
    return new URL(origin).host === host;
  } catch {
    return false;
  }
}
