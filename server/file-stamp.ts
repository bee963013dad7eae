import type { BigIntStats } from "node:fs";

/** Changes with every replacement of a file and every edit in place. */
export function stampOf({ ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return [ino, size, mtimeNs, ctimeNs].join(":");
}
