import type { Page } from "playwright-core";
import { passwordOf } from "../../test/support/staff.js";
import { NARROW, type View } from "./view.js";

/** Who is signed in on the pictures. */
export const ACCOUNT = "李编辑";

export type Act = (page: Page) => Promise<void>;

export const elder: Act = (page) => page.getByRole("button", { name: "大字" }).click();
export const dark: Act = async (page) => void (await page.getByRole("combobox", { name: "显示颜色" }).selectOption("dark"));

/** The form for a synonym, filled in. */
const synonym: Act = async (page) => {
  await page.getByText("补一条词汇对照").click();
  await page.getByRole("textbox", { name: "群众的说法" }).fill("回炉");
  await page.getByRole("textbox", { name: "文件用语" }).fill("复核");
  await page.getByRole("textbox", { name: "文件用语" }).scrollIntoViewIfNeeded();
};
export const upTo =
  (selector: string): Act =>
  (page) =>
    page.locator(selector).first().evaluate((element) => element.scrollIntoView());

/** A view to someone who is signed in. @param host the assistant's address @param shown what is there when the view is */
export const viewOf =
  (host: string) =>
  (name: string, path: string, shown: string, act?: Act): View => ({
    name: `workbench-${name}`,
    widths: act === elder || act === dark ? NARROW : undefined,
    show: async (page) => {
      await page.request.post(`${host}/api/staff/session`, { data: { name: ACCOUNT, password: passwordOf(ACCOUNT) } });
      await page.goto(`${host}/workbench${path}`);
      await page.locator(shown).first().waitFor();
      await act?.(page);
    },
  });

/** Every view of the workbench that shows the corpus. @param host the assistant's address */
export function workbenchViews(host: string): View[] {
  const signedIn = viewOf(host);
  return [
    { name: "workbench-sign-in", show: async (page) => void (await page.goto(`${host}/workbench`)) },
    signedIn("search", "/search?q=专项资金比例", ".hit", (page) => page.locator("summary.ranking__summary").first().click()),
    signedIn("search-elder", "/search?q=专项资金比例", ".hit", elder),
    signedIn("read", "/read/gz-measures#art_8", ".provision--chosen"),
    withQuestions(host, signedIn("asked", "/asked", ".asked__group")),
    signedIn("asked-try", "/asked/try?q=贵州的集群多长时间回炉一次", ".asked__told", synonym),
    withQuestions(host, signedIn("asked-elder", "/asked", ".asked__group", elder)),
    signedIn("asked-try-dark", "/asked/try?q=贵州的集群多长时间回炉一次", ".asked__told", dark),
    signedIn("matrix", "/matrix?themes=funding,assessment,targets", ".matrix-quote", upTo(".matrix")),
    signedIn("matrix-dark", "/matrix?themes=talent,assessment&background=1", ".matrix-quote", dark),
    signedIn("figures", "/figures", ".timeline__item", upTo(".figures-document + .figures-document")),
    signedIn("figures-elder", "/figures?regions=江苏", ".timeline__item", elder),
    signedIn("times", "/figures", ".timeline__item", upTo(".timeline")),
    signedIn("read-dark", "/read/sd-plan#sec_2__subsec_1__point_3", ".provision--chosen", dark),
  ];
}

/** The view after a few visitors have asked in vain. */
function withQuestions(host: string, view: View): View {
  const ask = async ({ request }: Page, question: string): Promise<string> => {
    const reply = await request.post(`${host}/api/ask`, { data: { question } });
    return ((await reply.json()) as { answerId: string }).answerId;
  };
  return {
    ...view,
    show: async (page) => {
      for (const question of ["湖南省的集群怎么认定", "湖南的集群怎么認定？", "评上省级集群能拿多少钱"]) await ask(page, question);
      const answerId = await ask(page, "贵州的集群多长时间回炉一次");
      await page.request.post(`${host}/api/feedback`, { data: { answerId, rating: "down", reason: "内容不全" } });
      await view.show(page);
    },
  };
}
