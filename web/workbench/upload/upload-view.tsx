import type { VNode } from "preact";
import type { View, ViewProps } from "../view.js";
import { PreviewPage } from "./preview-page.js";
import { UPLOAD } from "./upload-address.js";
import { UploadPage } from "./upload-page.js";

/** 上传: a file is chosen; `/upload/<id>` shows how it was read and asks what it is. */
function Upload({ route }: ViewProps): VNode {
  return route.rest === "" ? <UploadPage /> : <PreviewPage key={route.rest} uploadId={route.rest} />;
}

export const uploadView: View = { id: UPLOAD, name: "上传", component: Upload, forEditors: true };
