/** Today as an ISO day in the reader's own time zone (`toISOString` would give yesterday before 8 a.m. in China). */
export function today(now: Date = new Date()): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
