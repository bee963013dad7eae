import { expect, it } from "vitest";
import { faultsOf } from "../../web/check-styles.mjs";

it.each([
  [".a{inset:0}", "inset"],
  [".a{color:red;inset-inline-start:0}", "inset"],
  [".a{display:flex;gap:4px}", "gap outside a grid"],
  [".a{gap:4px}", "gap outside a grid"],
  [".a{height:100dvh}", "dvh"],
  [".a{width:min(10px,50%)}", "min(), max(), clamp()"],
  [":where(.a){color:red}", ":is, :where, :has"],
  [".a:is(.b,.c){color:red}", ":is, :where, :has"],
  ["@layer x{.a{color:red}}", "@layer"],
  [".a{color:red;&:hover{color:blue}}", "nested rules"],
])("%s is told as too new for Chrome 78", (css, fault) => {
  expect(faultsOf(css)).toEqual([expect.stringContaining(fault)]);
});

it.each([".a{display:grid;gap:4px}", ".a{grid-gap:4px}", ".a{min-width:4px;grid-template-columns:repeat(auto-fill,minmax(1px,1fr))}", ".a{transform:rotate(4deg) translate(1px)}", "@media (max-width:10px){.a{top:0}}"])(
  "%s is not",
  (css) => expect(faultsOf(css)).toEqual([]),
);
