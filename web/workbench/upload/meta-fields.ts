/** One field of the form in which an editor says what a document is; `id` is its path in `meta.yaml`. */
export interface MetaField {
  id: string;
  name: string;
  hint?: string;
  kind: "text" | "day" | "choice";
  required?: boolean;
  /** Takes a whole line. */
  wide?: boolean;
  /** Value and name of each choice. */
  options?: readonly (readonly [string, string])[];
}

const KINDS = [["measures", "办法"], ["opinion", "意见"], ["plan", "规划、方案"], ["notice", "通知"], ["law", "法律"], ["regulation", "条例、规定"], ["essay", "研究文章"], ["other", "其他"]] as const;
const LEVELS = [["nation", "国家"], ["province", "省"], ["city", "市、州"], ["county", "县、区"]] as const;
const STATUSES = [["in_force", "现行"], ["draft", "征求意见稿"], ["expired", "已失效"], ["superseded", "已被取代"], ["non_normative", "非政策文件（只作背景）"]] as const;

/** What every document must have. */
export const MAIN_FIELDS: readonly MetaField[] = [
  { id: "title", name: "标题", kind: "text", required: true, wide: true },
  { id: "id", name: "编号", hint: "小写字母、数字和连字符；地址和引用都用它，以后不能改", kind: "text", required: true },
  { id: "issuer", name: "发文机关", kind: "text", required: true },
  { id: "docNumber", name: "文号", hint: "原文没有就不填", kind: "text" },
  { id: "region", name: "地区", hint: "省的简称，如 贵州；全国性文件不填", kind: "text" },
  { id: "level", name: "层级", kind: "choice", options: LEVELS, required: true },
  { id: "kind", name: "种类", kind: "choice", options: KINDS, required: true },
  { id: "status", name: "效力", kind: "choice", options: STATUSES, required: true },
  { id: "issued", name: "成文日期", kind: "day" },
  { id: "effective", name: "施行日期", kind: "day" },
];

/** What some have. */
export const MORE_FIELDS: readonly MetaField[] = [
  { id: "published", name: "公布日期", kind: "day" },
  { id: "expired", name: "失效日期", hint: "自这一天起不再有效", kind: "day" },
  { id: "period.from", name: "规划期从", kind: "day" },
  { id: "period.to", name: "规划期到", kind: "day" },
  { id: "shortTitles", name: "简称", hint: "几个简称用顿号隔开", kind: "text" },
  { id: "version.edition", name: "版本叫法", hint: "如 2026年修订版；不填按年份叫", kind: "text" },
  { id: "statusNote", name: "效力说明", kind: "text" },
  { id: "source.url", name: "原文网址", kind: "text" },
  { id: "source.note", name: "文本说明", kind: "text" },
];

export const META_FIELDS = [...MAIN_FIELDS, ...MORE_FIELDS];

/** How it stands to a document that is there already. */
export const RELATIONS = [["", "没有"], ["replaces", "取代"], ["repeals", "废止"], ["amends", "修改"], ["of", "是另一个版本"]] as const;
