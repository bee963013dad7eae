import { z } from "zod";

const origin = z.string().regex(/^https?:\/\/[^/\s]+$/, "应为网站的来源，例如 https://gxt.example.gov.cn，结尾不带斜线");
const limit = (most: number): z.ZodNumber => z.number("应为整数").int("应为整数").min(1, "至少为 1").max(most, `至多为 ${most}`);

/** What one site may use. Addresses of the machine itself are not counted: behind a proxy they stand for everybody. */
export const limitsSchema = z.strictObject({
  /** Open sockets of the site. */
  sockets: limit(100_000).default(20_000),
  /** Open sockets of one address. An office behind one address has many people. */
  socketsPerAddress: limit(100_000).default(500),
  /** Questions of one address in a minute, over HTTP and sockets together. */
  questionsPerMinute: limit(100_000).default(300),
});

/** A site that embeds the widget. */
export const channelSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9](-?[a-z0-9])*$/, "应为小写字母、数字和连字符").max(40, "至多 40 个字符"),
  name: z.string().trim().min(1, "不能为空").max(60, "至多 60 个字"),
  origins: z.array(origin).min(1, "至少一个来源"),
  greeting: z.string().trim().max(200, "至多 200 个字").default(""),
  /** Regions whose documents the site asks about; a question that names none is asked of the one, where there is one. */
  regions: z.array(z.string().trim().min(1, "不能为空")).default([]),
  limits: limitsSchema.default(() => limitsSchema.parse({})),
});
export type Channel = z.infer<typeof channelSchema>;

/** The region that a question of the site is asked of where it names none; undefined where the site is of none or of several. */
export function onlyRegion({ regions }: Channel): string | undefined {
  return regions.length === 1 ? regions[0] : undefined;
}

export const channelsSchema = z.array(channelSchema).superRefine((channels, context) => {
  channels.forEach(({ id, origins }, i) => {
    if (id === OWN_CHANNEL) context.addIssue({ code: "custom", path: [i, "id"], message: `不能用“${OWN_CHANNEL}”，它是服务自己的页面` });
    if (channels.findIndex((other) => other.id === id) < i) context.addIssue({ code: "custom", path: [i, "id"], message: `“${id}”重复` });
    const taken = origins.find((one) => channels.slice(0, i).some((other) => other.origins.includes(one)));
    if (taken) context.addIssue({ code: "custom", path: [i, "origins"], message: `来源“${taken}”已属于另一个网站` });
  });
});

/** The pages that this server serves itself, and callers that are no page. */
export const OWN_CHANNEL = "own";
