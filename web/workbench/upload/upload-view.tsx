import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { View, ViewProps } from "../view.js";
import { PreviewPage } from "./preview-page.js";
import { UPLOAD } from "./upload-address.js";
import { UploadPage } from "./upload-page.js";

/** 上传: a file is chosen; `/upload/<id>` shows how it was read and asks what it is. */
function Upload({ route }: ViewProps): VNode {
  const first = useRef(true);
  useEffect(() => {
    first.current = false;
  }, []);
  const arrived = !first.current;
  return route.rest === "" ? <UploadPage arrived={arrived} /> : <PreviewPage key={route.rest} uploadId={route.rest} arrived={arrived} />;
}

export const uploadView: View = { id: UPLOAD, name: "上传", component: Upload, forEditors: true };
