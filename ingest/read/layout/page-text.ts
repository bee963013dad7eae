/** A run of text where it stands on a page. Units are the page's own; `y` counts down from its top to the baseline. */
export interface TextRun {
  text: string;
  x: number;
  y: number;
  width: number;
  /** Height of the letters. */
  size: number;
}

export interface PageText {
  width: number;
  height: number;
  runs: TextRun[];
  /** Ruled lines, of which tables are told. */
  rules: Rule[];
}

/** A drawn line, level or upright. */
export interface Rule {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

/** A line as it is printed: runs that share a baseline, from left to right. */
export interface PrintedLine {
  text: string;
  left: number;
  right: number;
  y: number;
  size: number;
}
