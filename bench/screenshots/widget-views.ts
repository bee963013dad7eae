import type { Page } from "playwright-core";
import type { HostSite } from "../../test/support/host-page.js";
import { askWidget, launcherOf } from "../../test/support/widget-stage.js";
import { NARROW_AND_WIDE, type View } from "./view.js";

const PAGE = `<h1>某省工业和信息化厅</h1><p>演示页面：单位名称为虚构。</p>`;

type Act = (page: Page) => Promise<void>;

const asked =
  (question: string): Act =>
  async (page) => {
    await launcherOf(page).click();
    await askWidget(page, question);
  };

/** Every view of the widget. @param site another site, registered as `portal` @param host the assistant's address */
export function widgetViews(site: HostSite, host: string): View[] {
  const view = (name: string, act: Act, attributes = ""): View => ({
    name: `widget-${name}`,
    widths: attributes === "" ? undefined : NARROW_AND_WIDE,
    show: async (page) => {
      await page.goto(site.page(`/${name}`, { body: `${PAGE}<script src="${host}/widget.js" data-channel="portal" ${attributes}></script>` }));
      await act(page);
    },
  });
  return [
    view("closed", async (page) => launcherOf(page).waitFor()),
    view("greeting", async (page) => launcherOf(page).click()),
    view("answer", asked("管理办法第六条第（六）项")),
    view("comparison", asked("贵州和江苏的财政资金比例有什么不同")),
    view("refusal", asked("湖南省的集群怎么认定")),
    view("assessment", asked("我们想申报贵州的先进制造业集群，够条件吗？")),
    view("dark", asked("贵州的集群多久复核一次"), 'data-theme="dark"'),
    view("elder", asked("贵州的集群多久复核一次"), "data-elder"),
    view("provision", async (page) => {
      await asked("管理办法第六条第（六）项")(page);
      await page.locator(".mark").first().click();
      await page.locator(".provision--chosen").first().waitFor();
    }),
  ];
}
