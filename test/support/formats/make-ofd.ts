import { strToU8, zipSync } from "fflate";

/** Text at a place: millimetres from the left and from the top, to the baseline. */
export interface OfdText {
  text: string;
  x: number;
  y: number;
}

const OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"';
const SIZE = 5;

/** An OFD document (GB/T 33190) of A4 pages in letters of 5 mm. */
export function makeOfd(pages: readonly (readonly OfdText[])[], more: Record<string, Uint8Array> = {}): Uint8Array {
  const xml = (text: string): Uint8Array => strToU8(`<?xml version="1.0" encoding="UTF-8"?>\n${text}`);
  const entries = pages.map((texts, i): [string, Uint8Array] => [`Doc_0/Pages/Page_${i}/Content.xml`, xml(pageOf(texts))]);
  const listed = pages.map((_, i) => `<ofd:Page ID="${i + 1}" BaseLoc="Pages/Page_${i}/Content.xml"/>`).join("");
  return zipSync({
    "OFD.xml": xml(`<ofd:OFD ${OFD} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`),
    "Doc_0/Document.xml": xml(
      `<ofd:Document ${OFD}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages>${listed}</ofd:Pages></ofd:Document>`,
    ),
    ...Object.fromEntries(entries),
    ...more,
  });
}

/** A text object with its own place; the code begins a letter's height below its top, and tells its steps once for all. */
function pageOf(texts: readonly OfdText[]): string {
  const objects = texts.map(
    ({ text, x, y }, i) =>
      `<ofd:TextObject ID="${100 + i}" Boundary="${x} ${y - SIZE} ${text.length * SIZE} ${SIZE * 1.2}" Font="1" Size="${SIZE}"><ofd:TextCode X="0" Y="${SIZE}" DeltaX="g ${Math.max(0, text.length - 1)} ${SIZE}">${text}</ofd:TextCode></ofd:TextObject>`,
  );
  return `<ofd:Page ${OFD}><ofd:Content><ofd:Layer ID="1">${objects.join("")}</ofd:Layer></ofd:Content></ofd:Page>`;
}
