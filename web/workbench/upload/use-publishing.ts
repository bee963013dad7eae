import { useState } from "preact/hooks";
import type { FieldFaults } from "../../../server/schemas/uploads.js";
import { ApiError } from "../../client/request.js";
import { useWorkbench } from "../context.js";
import { useMounted } from "../parts/use-mounted.js";
import { messageOf } from "../parts/use-reply.js";
import { navigate } from "../routing.js";
import { faultsByField } from "./meta-values.js";
import { uploadHref, uploadPath } from "./upload-address.js";

interface Publishing {
  /** By the fields' ids. */
  faults: Record<string, string>;
  message: string;
  busy: boolean;
  publish: (meta: Record<string, unknown>) => void;
}

/** Publishes, and goes to where the ingest is told; or says what is wrong. */
export function usePublishing(uploadId: string): Publishing {
  const { api, say } = useWorkbench();
  const isHere = useMounted();
  const [state, setState] = useState<Omit<Publishing, "publish">>({ faults: {}, message: "", busy: false });
  const run = async (meta: Record<string, unknown>): Promise<void> => {
    setState((before) => ({ ...before, busy: true }));
    try {
      await api.send("POST", `${uploadPath(uploadId)}/publish`, { meta });
      // Elsewhere nobody is taken away.
      if (isHere()) navigate(uploadHref());
      else say("正在收录，结果在“上传”里看");
    } catch (cause) {
      const details = cause instanceof ApiError && Array.isArray(cause.details) ? (cause.details as FieldFaults) : [];
      setState({ faults: faultsByField(details), message: messageOf(cause), busy: false });
      if (!isHere()) say(`没有发布：${messageOf(cause)}`);
    }
  };
  return { ...state, publish: (meta) => void run(meta) };
}
