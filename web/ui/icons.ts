const SVG = "http://www.w3.org/2000/svg";

const PATHS = {
  speech: "M3 3h14a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H9l-4 4v-4H3a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1zm2.5 4v1.5h9V7zm0 3v1.5h6V10z",
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
