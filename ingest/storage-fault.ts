/** What a person can do about each, by the system's code. */
const FAULTS: Readonly<Record<string, string>> = {
  ENOSPC: "磁盘空间不足，请清理后重试",
  EDQUOT: "超出磁盘配额，请清理后重试",
  EFBIG: "文件太大，超出文件系统或用户的上限",
  EMFILE: "打开的文件太多，请调高上限（ulimit -n 65536，或 systemd 的 LimitNOFILE）后重试",
  ENFILE: "整个系统打开的文件太多，请稍后重试",
  EROFS: "所在的文件系统是只读的",
  EACCES: "没有权限，请检查文件夹属于哪个用户",
  EPERM: "没有权限，请检查文件夹属于哪个用户",
  EIO: "磁盘读写出错，请检查硬件",
  ENOENT: "不存在，请检查路径",
  EISDIR: "是文件夹，应为文件",
  ENOTDIR: "路径中间有一段不是文件夹",
  SQLITE_FULL: "磁盘空间不足，数据库写不下，请清理后重试",
  SQLITE_READONLY: "数据库是只读的，请检查文件和文件夹属于哪个用户",
  SQLITE_CANTOPEN: "数据库打不开，请检查文件和文件夹属于哪个用户",
  SQLITE_BUSY: "数据库正被占用，请稍后重试",
  SQLITE_CORRUPT: "数据库已损坏，请从备份恢复",
  SQLITE_NOTADB: "文件不是数据库或已损坏，请从备份恢复",
};

/** A fault of disk, limits or rights, told in Chinese with the path; null for any other error. */
export function storageFault(error: unknown): string | null {
  const { code, path, syscall } = (error ?? {}) as { code?: unknown; path?: unknown; syscall?: unknown };
  // A port that may not be used is no matter of files.
  if (typeof code !== "string" || syscall === "listen") return null;
  const fault = FAULTS[code] ?? FAULTS[/^SQLITE_[A-Z]+/.exec(code)?.[0] ?? ""];
  if (fault === undefined) return null;
  return typeof path === "string" ? `${path}：${fault}。` : `${fault}。`;
}
