/** Today as an ISO day in the reader's own time zone (`toISOString` would give yesterday before 8 a.m. in China). */
export function today(now: Date = new Date()): string {
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** 2026-11-21 17:05, in the reader's own time zone. */
export function momentText(iso: string): string {
  const at = new Date(iso);
  return `${today(at)} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
