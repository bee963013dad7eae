/** The traditional-to-simplified half of opencc-js, which ships without types of its own. */
declare module "opencc-js/t2cn" {
  export function Converter(options: { from: "t" | "tw" | "hk"; to: "cn" }): (text: string) => string;
}
