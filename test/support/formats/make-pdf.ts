import { encodeGbk } from "../../../bench/formats/encode-gbk.js";

/** Text at a place: points from the left and from the bottom of the page. */
export interface PlacedText {
  text: string;
  x: number;
  y: number;
  size?: number;
}

export interface MadePage {
  texts: PlacedText[];
  /** Lines that are drawn: x1, y1, x2, y2. */
  rules?: readonly (readonly [number, number, number, number])[];
}

/**
 * A PDF of A4 pages, every byte written here: text in GBK with a font that is not embedded (STSong-Light, GBK-EUC-H), as old
 * publishing programs write it. A page without texts gets an image: a scan.
 */
export function makePdf(pages: readonly MadePage[], trailer = ""): Buffer {
  const objects: (string | Buffer)[] = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Kids [${pages.map((_, i) => `${6 + 2 * i} 0 R`).join(" ")}] /Count ${pages.length} >>`,
    "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /GBK-EUC-H /DescendantFonts [4 0 R] >>",
    "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000 /W [1 95 500] /FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >> >>",
    stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8", Buffer.from([0])),
  ];
  pages.forEach((page, i) => {
    objects.push(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> /XObject << /I1 5 0 R >> >> /Contents ${7 + 2 * i} 0 R >>`);
    objects.push(stream("", contentOf(page)));
  });
  return assemble(objects, trailer);
}

function contentOf({ texts, rules = [] }: MadePage): Buffer {
  const parts = texts.map(({ text, x, y, size = 12 }) => Buffer.from(`BT /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm <${encodeGbk(text).toString("hex")}> Tj ET\n`));
  const drawn = rules.map(([x1, y1, x2, y2]) => `${x1} ${y1} m ${x2} ${y2} l S\n`).join("");
  return Buffer.concat([...parts, Buffer.from(texts.length === 0 ? "q 595 0 0 842 0 0 cm /I1 Do Q\n" : drawn)]);
}

function stream(dictionary: string, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`<< ${dictionary} /Length ${content.length} >>\nstream\n`), content, Buffer.from("\nendstream")]);
}

function assemble(objects: readonly (string | Buffer)[], trailer: string): Buffer {
  const parts = [Buffer.from("%PDF-1.4\n")];
  const offsets: number[] = [];
  let length = parts[0]!.length;
  objects.forEach((object, i) => {
    const bytes = Buffer.concat([Buffer.from(`${i + 1} 0 obj\n`), Buffer.from(object), Buffer.from("\nendobj\n")]);
    offsets.push(length);
    length += bytes.length;
    parts.push(bytes);
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const count = objects.length + 1;
  parts.push(Buffer.from(`xref\n0 ${count}\n0000000000 65535 f \n${table}trailer\n<< /Size ${count} /Root 1 0 R ${trailer} >>\nstartxref\n${length}\n%%EOF\n`));
  return Buffer.concat(parts);
}
