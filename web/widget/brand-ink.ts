/** White or black on a colour, whichever reads better: at least 4.5:1 on any. @param colour as computed, `rgb(r, g, b)` */
export function inkOn(colour: string): "#ffffff" | "#000000" {
  const luminance = relativeLuminance(colour);
  return 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.05 ? "#ffffff" : "#000000";
}

/** WCAG 2.2, relative luminance: 0 black, 1 white. */
function relativeLuminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = (colour.match(/[\d.]+/g) ?? []).map((part) => linear(Number(part) / 255));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}
