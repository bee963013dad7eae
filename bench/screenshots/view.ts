import type { Page } from "playwright-core";

/** For other colours and sizes of what other views show: the middle width would tell nothing new. */
export const NARROW_AND_WIDE: readonly number[] = [360, 1440];

/** One picture of docs/screenshots: what a window of some widths shows. */
export interface View {
  /** `<name>-<width>.png` */
  name: string;
  /** Window widths in pixels; 360, 768 and 1440 when left out. */
  widths?: readonly number[];
  /** Opens the page and brings it to what is to be seen. */
  show: (page: Page) => Promise<void>;
}
