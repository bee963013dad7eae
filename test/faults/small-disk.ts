import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";

/** A tmpfs of so many KB on a new folder; needs root and the right to mount. */
export class SmallDisk {
  private constructor(readonly folder: string) {}

  /** @throws Error where it cannot be mounted */
  static mount(folder: string, kilobytes: number): SmallDisk {
    mkdirSync(folder, { recursive: true });
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${kilobytes}k`, "tmpfs", folder], { stdio: "pipe" });
    return new SmallDisk(folder);
  }

  makeReadOnly(): void {
    execFileSync("mount", ["-o", "remount,ro", this.folder], { stdio: "pipe" });
  }

  unmount(): void {
    execFileSync("umount", [this.folder], { stdio: "pipe" });
  }
}

/** Why small disks cannot be had here; null where they can. */
export function whyNoSmallDisk(folder: string): string | null {
  if (process.platform !== "linux") return "needs tmpfs, which only Linux has";
  if (process.getuid?.() !== 0) return "needs root to mount a tmpfs";
  try {
    SmallDisk.mount(folder, 64).unmount();
    return null;
  } catch (error) {
    return `cannot mount a tmpfs: ${(error as Error).message.split("\n")[0]}`;
  }
}
