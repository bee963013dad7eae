/** The simplified-to-traditional half of opencc-js, which ships without types of its own. */
declare module "opencc-js/cn2t" {
  export function Converter(options: { from: "cn"; to: "t" | "tw" | "hk" }): (text: string) => string;
}
