/** Today as an ISO day in the reader's own time zone (`toISOString` would give yesterday before 8 a.m. in China). */
export function today(now: Date = new Date()): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** 2026-11-21 17:05, in the reader's own time zone. */
export function momentText(iso: string): string {
  const at = new Date(iso);
  const two = (value: number): string => (value < 10 ? `0${value}` : String(value));
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
}
