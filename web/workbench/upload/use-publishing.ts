import { useState } from "preact/hooks";
import type { FieldFaults } from "../../../server/schemas/uploads.js";
import { ApiError } from "../../client/request.js";
import { useWorkbench } from "../context.js";
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
  const { api } = useWorkbench();
  const [state, setState] = useState<Omit<Publishing, "publish">>({ faults: {}, message: "", busy: false });
  const run = async (meta: Record<string, unknown>): Promise<void> => {
    setState((before) => ({ ...before, busy: true }));
    try {
      await api.send("POST", `${uploadPath(uploadId)}/publish`, { meta });
      navigate(uploadHref());
    } catch (cause) {
      const details = cause instanceof ApiError && Array.isArray(cause.details) ? (cause.details as FieldFaults) : [];
      setState({ faults: faultsByField(details), message: messageOf(cause), busy: false });
    }
  };
  return { ...state, publish: (meta) => void run(meta) };
}
