import type { Page } from "playwright-core";
import { passwordOf } from "../../test/support/staff.js";
import { NARROW_AND_WIDE, type View } from "./view.js";

/** Who is signed in on the pictures. */
export const ACCOUNT = "李编辑";

type Act = (page: Page) => Promise<void>;

const elder: Act = (page) => page.getByRole("button", { name: "大字" }).click();
const dark: Act = async (page) => void (await page.getByRole("combobox", { name: "显示颜色" }).selectOption("dark"));

const upTo =
  (selector: string): Act =>
  (page) =>
    page.locator(selector).first().evaluate((element) => element.scrollIntoView());

/** Every view of the workbench. @param host the assistant's address */
export function workbenchViews(host: string): View[] {
  const signedIn = (name: string, path: string, shown: string, act?: Act): View => ({
    name: `workbench-${name}`,
    widths: act === elder || act === dark ? NARROW_AND_WIDE : undefined,
    show: async (page) => {
      await page.request.post(`${host}/api/staff/session`, { data: { name: ACCOUNT, password: passwordOf(ACCOUNT) } });
      await page.goto(`${host}/workbench${path}`);
      await page.locator(shown).first().waitFor();
      await act?.(page);
    },
  });
  return [
    { name: "workbench-sign-in", show: async (page) => void (await page.goto(`${host}/workbench`)) },
    signedIn("search", "/search?q=专项资金比例", ".hit", (page) => page.locator("summary.ranking__summary").first().click()),
    signedIn("search-elder", "/search?q=专项资金比例", ".hit", elder),
    signedIn("read", "/read/gz-measures#art_8", ".provision--chosen"),
    signedIn("matrix", "/matrix?themes=funding,assessment,targets", ".matrix-quote", upTo(".matrix")),
    signedIn("matrix-dark", "/matrix?themes=talent,assessment&background=1", ".matrix-quote", dark),
    signedIn("figures", "/figures", ".timeline__item", upTo(".figures-document + .figures-document")),
    signedIn("figures-elder", "/figures?regions=江苏", ".timeline__item", elder),
    signedIn("times", "/figures", ".timeline__item", upTo(".timeline")),
    signedIn("read-dark", "/read/sd-plan#sec_2__subsec_1__point_3", ".provision--chosen", dark),
  ];
}
