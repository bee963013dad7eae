import { makeDocx, p } from "../../test/support/formats/make-docx.js";
import type { View } from "./view.js";
import { dark, elder, viewOf, type Act } from "./workbench-views.js";

const LINES = ["贵州省样例园区集群扶持办法", "第一条 为扶持样例园区的集群，制定本办法。", "第二条 扶持的集群应当满足以下条件：", "（一）主导产业突出；", "（三）申报材料真实。", "提出申请。由企业向园区提交申报表。", "第四条 集群每四年复核一次，依据第九条执行。"];
const FILE = { name: "样例园区扶持办法.docx", mimeType: "application/octet-stream", buffer: Buffer.from(makeDocx({ body: LINES.map((line) => p(line)).join("") })) };

/** A file is chosen and shown as it was read. */
const choose =
  (look?: Act): Act =>
  async (page) => {
    await page.getByLabel("选择一份文件，或拖到这里").setInputFiles(FILE);
    await page.locator(".preview__node").first().waitFor();
    await page.locator(":focus").blur();
    await look?.(page);
  };

/** What editors see of documents that come in. @param host of the application on the sample corpus */
export function intakeViews(host: string): View[] {
  const signedIn = viewOf(host);
  const narrow = (view: View): View => ({ ...view, widths: [360] });
  return [
    signedIn("upload", "/upload", ".choose-file", choose()),
    narrow(signedIn("upload-elder", "/upload", ".choose-file", choose(elder))),
    signedIn("report", "/report", ".report__file"),
    signedIn("versions", "/versions?before=sample-2021&after=sample-2024", ".change"),
    signedIn("versions-dark", "/versions?before=sample-2021&after=sample-2024", ".change", dark),
  ];
}
