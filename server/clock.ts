const BEIJING = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai", year: "numeric", month: "2-digit", day: "2-digit" });

/** Today's date in China, as an ISO day: validity is judged by it wherever the server runs. */
export function today(): string {
  return BEIJING.format(new Date());
}
