/** Kleene's strong three-valued logic: true, false, and null for what is not known. */
export type Truth = true | false | null;

/** False as soon as one is false; true where all are. */
export function and(values: readonly Truth[]): Truth {
  if (values.includes(false)) return false;
  return values.includes(null) ? null : true;
}

/** True as soon as one is true; false where all are. */
export function or(values: readonly Truth[]): Truth {
  if (values.includes(true)) return true;
  return values.includes(null) ? null : false;
}

export function not(value: Truth): Truth {
  return value === null ? null : !value;
}

/** True as soon as `count` are true; false as soon as that cannot be reached any more. */
export function atLeast(count: number, values: readonly Truth[]): Truth {
  const sure = values.filter((value) => value === true).length;
  if (sure >= count) return true;
  return sure + values.filter((value) => value === null).length >= count ? null : false;
}
