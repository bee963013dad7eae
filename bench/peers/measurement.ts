/** What the process of one peer finds. */
export interface Measurement {
  /** Seconds of processor time in adding and finishing alone; reading the passages is left out. */
  buildSeconds: number;
  /** Resident memory after building and collecting garbage, less that before. */
  residentMB: number;
  /** Milliseconds of each question that was asked, the best of `rounds`. */
  milliseconds: number[];
  rounds: number;
  /** What was found, by question. */
  ranked: number[][];
}
