import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MASK, maskPersonal } from "../../server/privacy.js";

const digit = fc.constantFrom(..."0123456789");
const digits = (count: number): fc.Arbitrary<string> => fc.string({ unit: digit, minLength: count, maxLength: count });
const two = (most: number): fc.Arbitrary<string> => fc.integer({ min: 1, max: most }).map((n) => String(n).padStart(2, "0"));

const identity = fc.tuple(fc.constantFrom("52", "32", "37", "11"), digits(4), fc.integer({ min: 1940, max: 2015 }), two(12), two(28), digits(3), fc.constantFrom(..."0123456789Xx")).map((parts) => parts.join(""));
const phone = fc.tuple(fc.constantFrom("", "+86", "86", "0086"), fc.constantFrom(..."3456789"), digits(9)).map(([prefix, second, rest]) => `${prefix}1${second}${rest}`);
const card = fc.tuple(fc.constantFrom("6222", "6217", "6228", "4392"), digits(11), fc.constantFrom(0, 3)).chain(([head, body, more]) => digits(more).map((tail) => withCheckDigit(head + body + tail)));
const email = fc.tuple(fc.constantFrom("zhang.san", "lisi_88", "wang-wu", "a+b"), fc.constantFrom("qq.com", "gzgov.gov.cn", "example.com.cn")).map(([name, host]) => `${name}@${host}`);

function withCheckDigit(body: string): string {
  const sum = [...body].reverse().reduce((total, ch, i) => total + (i % 2 === 0 ? ((Number(ch) * 2) % 10) + (Number(ch) > 4 ? 1 : 0) : Number(ch)), 0);
  return `${body}${(10 - (sum % 10)) % 10}`;
}

const fullWidth = (text: string): string => [...text].map((ch) => (/[0-9A-Za-z@.+]/.test(ch) ? String.fromCharCode(ch.charCodeAt(0) + 0xfee0) : ch)).join("");
const spacedBy = (gap: string, every: number) => (text: string): string => [...text].map((ch, i) => (i > 0 && i % every === 0 && /[0-9xX]/.test(ch) ? gap + ch : ch)).join("");
const WRITTEN: ((text: string) => string)[] = [
  (text) => text,
  fullWidth,
  spacedBy(" ", 4),
  spacedBy("-", 3),
  spacedBy("　", 4),
  spacedBy("\u200b", 1),
  spacedBy(" ", 1),
];
const AROUND = ["我的号是", "联系", "：", "（", "身份证"];

describe("no personal number is left", () => {
  it.each([
    ["identity number", identity],
    ["phone", phone],
    ["bank card", card],
  ])("2,500 generated: %s, plain, spaced and full-width", (_, kind) => {
    fc.assert(
      fc.property(kind, fc.constantFrom(...WRITTEN), fc.constantFrom(...AROUND), fc.constantFrom("，能报吗", " 谢谢", "。", ""), (plain, write, before, after) => {
        const masked = maskPersonal(`${before}${write(plain)}${after}`);
        expect(masked).toContain(MASK);
        expect(masked.normalize("NFKC").replace(/\D/g, "").length).toBeLessThan(6);
      }),
      { numRuns: 2500 },
    );
  });

  it("2,500 generated: email, plain and full-width", () => {
    fc.assert(
      fc.property(email, fc.constantFrom((text: string) => text, fullWidth), fc.constantFrom(...AROUND), (plain, write, before) => {
        const masked = maskPersonal(`${before} ${write(plain)} 能报吗`);
        expect(masked.normalize("NFKC")).not.toMatch(/@/);
        expect(masked).toContain("能报吗");
      }),
      { numRuns: 2500 },
    );
  });
});

describe("what is no personal number stays", () => {
  it.each([
    "到2025年主营业务收入达11.5万亿元",
    "苏政发〔2018〕86号 二（一）",
    "2020 2025 2030 2035 四个年份的目标",
    "2018-2020年、2021-2025年两个阶段",
    "管理办法第六条第（三）项",
    "年产值二十多亿，研发投入3.5%，职工1200人",
    "公示5个工作日，每年3月31日前报送",
    "电话12345能问吗",
    "@所有人 看一下第十条",
  ])("%s", (text) => {
    expect(maskPersonal(text)).toBe(text);
  });
});
