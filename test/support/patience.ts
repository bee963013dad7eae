/** Milliseconds that a test waits for what must come: a crowded machine takes ten times as long as a quiet one. */
export const PATIENCE_MS = 60_000;
