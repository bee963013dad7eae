import { hrefOf } from "../routing.js";

export const UPLOAD = "upload";

/** Where a file waits to be published; without one, where files are chosen. */
export function uploadHref(uploadId = ""): string {
  return hrefOf(UPLOAD, { rest: uploadId });
}

/** The server's address of one. */
export function uploadPath(uploadId: string): string {
  return `api/staff/uploads/${encodeURIComponent(uploadId)}`;
}
