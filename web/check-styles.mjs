/** What Chrome 78 does not know, in style sheets. What it may safely pass over (a finer underline, a narrower focus ring) is not listed. */
const TOO_NEW = [
  { name: "inset", test: /(^|[;{])inset(-[a-z-]+)?:/ },
  { name: "aspect-ratio", test: /(^|[;{])aspect-ratio:/ },
  { name: "translate, rotate, scale as properties", test: /(^|[;{])(translate|rotate|scale):/ },
  { name: "accent-color", test: /(^|[;{])accent-color:/ },
  { name: "content-visibility", test: /(^|[;{])content-visibility:/ },
  { name: "overflow: clip", test: /(^|[;{])overflow(-[xy])?:clip/ },
  { name: "min(), max(), clamp()", test: /[:\s(,](min|max|clamp)\(/ },
  { name: "color-mix(), oklch() and the like", test: /(color-mix|oklch|oklab|lch|lab|light-dark)\(/ },
  { name: "dvh, svh, lvh and the like", test: /\d(d|s|l)v(h|w|min|max|b|i)\b/ },
  { name: ":is, :where, :has", test: /:(is|where|has)\(/ },
  { name: "@layer, @container, @property, @scope", test: /@(layer|container|property|scope)\b/ },
  { name: "nested rules", test: /[{;]\s*&/ },
];
const FLEX = /display:(inline-)?flex/;
const GAP = /(^|[;{])(row-gap|column-gap|gap):/;

/**
 * Faults of a minified style sheet for Chrome 78, each in a line. A flex container is known by its own rule; `gap` in a rule
 * that says nothing of `display: grid` is told too, for it may be meant for one.
 */
export function faultsOf(css) {
  const faults = TOO_NEW.filter(({ test }) => test.test(css)).map(({ name, test }) => `${name}: ${around(css, css.search(test))}`);
  for (const [, body] of css.matchAll(/\{([^{}]*)\}/g)) {
    if (GAP.test(body) && (FLEX.test(body) || !/display:(inline-)?grid/.test(body))) faults.push(`gap outside a grid: {${body}}`);
  }
  return faults;
}

function around(text, at) {
  return text.slice(Math.max(0, at - 30), at + 40);
}
