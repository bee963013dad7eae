import type { ToldChoice } from "./applicant.js";

/** A place that is named, with its province. */
export interface NamedPlace {
  name: string;
  region: string;
}

/** What is applied for or read, and not where one is: 贵州省先进制造业集群, 贵州这个办法. */
const TARGET_AFTER = /^(省|市)?(的|这个|那个|这|那|出的|省里的|发的)?[^,，。]{0,4}(先进制造业集群|办法|申报|条件|政策|文件|管理|有个|有一个|项目|方案|意见)/;
const TARGET_BEFORE = /(卖到|销往|销到|出口到?|发往|运到|做到了?|供应到|供货给|来自|报|申报|按照?|参照|看到|看了|听说|比|学习|去过?|考察|离|距离?|靠近|紧邻|毗邻|挨着|紧挨着?|隔壁是?|跟着|随着|对着|老家在?|嫁到|客户在|市场在)$/;
const OTHERS_AFTER = /^(省|市)?[^,，。]{0,3}(大学|学院|高校|客户|市场|老乡|那边的客户)/;

/** The province in which whoever speaks is; null where none is named, or several are. */
export function regionIn(text: string, places: readonly NamedPlace[]): ToldChoice | null {
  const names = places.map(({ name }) => name);
  const own = places.filter(({ name }) => isOwn(text, name, names));
  return onlyRegion(own) ?? onlyRegion(own.filter(({ name }) => isHome(text, name)));
}

function onlyRegion(places: readonly NamedPlace[]): ToldChoice | null {
  const [first] = places;
  return first && places.every(({ region }) => region === first.region) ? { value: first.region, said: first.name } : null;
}

/** 我们在河池, 河池这边, 在河池注册: of several, the place where one is oneself. */
function isHome(text: string, name: string): boolean {
  return new RegExp(`(我们?|咱们?|本会|公司|促进会|促进中心|协会)[^,，。]{0,4}(是|在)${name}|${name}(省|市|县|州|区)?(这边|这里|注册|登记|本地)`).test(text);
}

function isOwn(text: string, name: string, names: readonly string[]): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const after = text.slice(at + name.length);
    if (!TARGET_AFTER.test(after) && !OTHERS_AFTER.test(after) && !TARGET_BEFORE.test(before(text, at, names))) return true;
  }
  return false;
}

/** What stands before a place and the places it lies in: 离贵州铜仁. */
function before(text: string, at: number, names: readonly string[]): string {
  const outer = names.find((name) => name !== "" && text.slice(0, at).endsWith(name));
  return outer === undefined ? text.slice(0, at) : before(text, at - outer.length, names);
}
