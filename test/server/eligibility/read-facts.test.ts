import { describe, expect, it } from "vitest";
import type { Facts } from "../../../server/eligibility/facts.js";
import { readFacts } from "../../../server/eligibility/read-facts.js";
import { shippedRules } from "../../support/rules.js";

const AS_OF = "2026-11-21";
const rules = shippedRules();

function read(text: string, places: { name: string; region: string }[] = []): Facts {
  return Object.fromEntries(readFacts({ text: text.replaceAll("，", ",").replaceAll("？", "?").replaceAll("；", ";"), places, asOf: AS_OF }, rules).map(({ id, value }) => [id, value]));
}

describe("who applies", () => {
  it.each([
    ["我们是县里电机产业集群发展促进中心", "cluster_promotion_org"],
    ["我们是由龙头企业发起的促进会", "cluster_promotion_org"],
    ["我们公司想自己报", "enterprise"],
    ["集群有个促进会，我想用我们公司的名义申报", "enterprise"],
    ["本来是企业联盟，现在以促进中心的名义申报", "cluster_promotion_org"],
    ["开发区管委会来报行不行", "government"],
    ["我们是模具行业协会", "association"],
  ])("%s: %s", (text, kind) => {
    expect(read(text).applicant_kind).toBe(kind);
  });

  it.each(["是以厂子去报还是有个协会去报，我不晓得", "我们这边做泵阀的挺多", "促进会还没成立"])("is not guessed from: %s", (text) => {
    expect(read(text).applicant_kind).toBeUndefined();
  });

  it("takes founders, and no guidance by government for founding", () => {
    expect(read("促进会由两家龙头和一所研究院发起，政府引导").founders).toEqual(["leading_enterprise", "research_institute"]);
    expect(read("当初谁发起的我真不清楚").founders).toBeUndefined();
  });

  it.each([
    ["有法人证", true],
    ["没登记，也没公章", false],
    ["有没有登记法人我说不清", undefined],
  ])("reads of a legal person: %s", (text, value) => {
    expect(read(text).legal_person).toBe(value);
  });
});

describe("where", () => {
  const guizhou = { name: "贵州", region: "贵州" };
  it.each([
    ["我们是浙江宁海的模具协会，想按贵州这个办法申报", [{ name: "浙江", region: "浙江" }, guizhou], "其他"],
    ["我们在凯里，产品卖到广东", [{ name: "凯里", region: "贵州" }, { name: "广东", region: "广东" }], "贵州"],
    ["想报贵州省先进制造业集群", [guizhou], undefined],
    ["凯里和柳州两地联合", [{ name: "凯里", region: "贵州" }, { name: "柳州", region: "广西" }], undefined],
  ])("%s", (text, places, region) => {
    expect(read(text, places).region).toBe(region);
  });
});

describe("which industry", () => {
  it.each([
    ["我们是山地农机集群促进会", "equipment", true],
    ["我们那里做陶瓷的多", "other_industry", true],
    ["我们是乡村旅游集群促进会", undefined, false],
    ["大数据服务集群促进会，没有一家造东西的", "electronics", false],
    ["冷链物流集群促进中心", undefined, false],
  ])("%s", (text, direction, manufacturing) => {
    expect([read(text).direction, read(text).manufacturing]).toEqual([direction, manufacturing]);
  });
});

describe("what is said of conditions", () => {
  it.each([
    ["数字化转型成效显著，两化融合水平高，数字领航企业有一家", true],
    ["数字化，说老实话一点没搞", false],
    ["数字化怎么样还没摸过底", undefined],
    ["数字化应该还可以吧", undefined],
    ["数字化打算明年搞", undefined],
    ["有一家数字领航企业", undefined],
    ["两化融合水平高，数字领航企业有一家，数字化具体水平不清楚", undefined],
  ])("%s", (text, digital) => {
    expect(read(text).digital).toBe(digital);
  });

  it("takes a zone that is lacking for lacking, though it is named", () => {
    expect(read("企业散落在各处，更别说省级开发区了").ecosystem_zone).toBe(false);
  });

  it("keeps a denial to what it is said of", () => {
    expect(read("促进会是法人，我干了六年，头发都干没了").legal_person).toBe(true);
  });
});

describe("incidents", () => {
  const incidents = (text: string) => read(text).incidents;
  it.each([
    ["两年前出过一起重大安全事故", "safety", "major", "2024-05-21", "2025-05-21"],
    ["去年有家厂着了把小火，认定是一般事故", "safety", "general", "2025-01-01", "2025-12-31"],
    ["大前年有家厂尾矿渗漏，定的是重大环境污染事件", "environment", "major", "2023-01-01", "2023-12-31"],
    ["前年春天有家厂偷排被通报", "environment", "unknown", "2024-03-01", "2024-05-31"],
    ["2022年8月发生过较大爆炸事故", "safety", "larger", "2022-08-01", "2022-08-31"],
    ["三年多前出过重大事故", "safety", "major", "2022-11-21", "2023-11-20"],
    ["一年半前被列入严重失信主体名单", "dishonesty", "major", "2025-02-21", "2025-08-21"],
  ])("%s", (text, kind, level, from, to) => {
    expect(incidents(text)).toEqual([{ kind, level, from, to }]);
  });

  it("takes what was taken back as it was told anew", () => {
    expect(incidents("一年半前有家厂出过重大火灾。不对，我弄混了，那是六年前的事")).toEqual([{ kind: "safety", level: "major", from: "2020-05-21", to: "2021-05-21" }]);
  });

  it("takes a drill for none", () => {
    expect(incidents("去年搞了一次重大事故应急演练")).toBeUndefined();
  });

  it.each([
    ["近三年没有发生过重大及以上安全、环保事故，也没有严重失信和其他社会影响较大的事件", [false, false, false, false]],
    ["这三年，安全、环保上重大的都没有，失信我没查过", [false, false, undefined, undefined]],
    ["今年以来没有出过重大安全事故", [undefined, undefined, undefined, undefined]],
    ["应该没有出过重大安全事故吧", [undefined, undefined, undefined, undefined]],
    ["没有特别重大的安全事故", [undefined, undefined, undefined, undefined]],
    ["大前年出过重大安全事故，几月记不得了，近三年没有别的重大安全事故", [undefined, undefined, undefined, undefined]],
  ])("%s", (text, expected) => {
    const facts = read(text);
    expect([facts.major_safety, facts.major_environment, facts.serious_dishonesty, facts.major_social]).toEqual(expected);
  });
});

it("shows every fact with the words that told it", () => {
  const text = "我们是农机集群促进会,法人,去年出过一起一般事故";
  for (const { said } of readFacts({ text, places: [], asOf: AS_OF }, rules)) for (const part of said.split("；")) expect(text).toContain(part);
});
