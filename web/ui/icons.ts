const SVG = "http://www.w3.org/2000/svg";

const PATHS = {
  thumb: "M2 9h3v9H2zM7 18V9l4-7c1.4.3 2 1.2 1.7 2.7L12 8h5c1 0 1.7.9 1.5 1.9l-1.3 6.6c-.2.9-.9 1.5-1.8 1.5z",
} as const;

/** A decorative icon, hidden from screen readers: the words beside it tell its meaning. */
export function icon(name: keyof typeof PATHS, className: string): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("class", className);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}
