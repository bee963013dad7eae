import { strToU8, zipSync } from "fflate";
import { deflateSync } from "node:zlib";
import { seededRandom } from "../../bench/seeded-random.js";
import { encodeGbk } from "../../bench/formats/encode-gbk.js";
import { makeDocx, p } from "../support/formats/make-docx.js";
import { makeOfd } from "../support/formats/make-ofd.js";
import { makePdf } from "../support/formats/make-pdf.js";

/** A file that is bad in some way, or only looks so: what may become of it. */
export interface BadFile {
  name: string;
  bytes: Uint8Array;
  /** "refused": no text may come of it; "read": its text must; "either": what is left of it may be read, and must do no harm. */
  must: "refused" | "read" | "either";
}

const MEGABYTE = 1024 * 1024;
const TEXT = "试点集群管理办法\n第一条 为培育试点集群，制定本办法。\n第二条 试点集群每三年复核一次。\n";
const PARAGRAPHS = TEXT.trimEnd().split("\n");
const GOOD: Readonly<Record<string, Uint8Array>> = {
  docx: makeDocx({ body: PARAGRAPHS.map((line) => p(line)).join("") }),
  pdf: makePdf([{ texts: PARAGRAPHS.map((text, i) => ({ text, x: 90, y: 740 - 20 * i })) }]),
  ofd: makeOfd([PARAGRAPHS.map((text, i) => ({ text, x: 30, y: 50 + 9 * i }))]),
  html: Buffer.from(`<html><body>${PARAGRAPHS.map((line) => `<p>${line}</p>`).join("")}</body></html>`),
  txt: Buffer.from(TEXT),
};
const EXTENSIONS = ["txt", "md", "html", "docx", "pdf", "ofd", "doc", "wps"];
const OLE_HEAD = Buffer.from("d0cf11e0a1b11ae1", "hex");

/** So many rounds have files that take a child seconds to refuse. */
const COSTLY_ROUNDS = 3;

/** `count` bad files of every kind, the same for the same count: truncated, damaged, bombs, misnamed, encrypted, empty, huge, binary. */
export function* badFiles(count: number): Generator<BadFile> {
  const random = seededRandom(20260710);
  let left = count;
  for (let round = 0; left > 0; round++) {
    for (const [kind, make] of Object.entries(round < COSTLY_ROUNDS ? { ...CHEAP, ...COSTLY } : CHEAP).slice(0, left)) {
      const { extension, bytes, must } = make(random, round);
      yield { name: `${kind}-${round}${extension === "" ? "" : `.${extension}`}`, bytes, must };
      left--;
    }
  }
}

type Made = Omit<BadFile, "name"> & { extension: string };
type Maker = (random: () => number, round: number) => Made;

const CHEAP: Readonly<Record<string, Maker>> = {
  empty: (_, round) => ({ extension: EXTENSIONS[round % EXTENSIONS.length]!, bytes: new Uint8Array(), must: "refused" }),
  "truncated-docx": (random) => truncated("docx", random),
  "truncated-pdf": (random) => truncated("pdf", random),
  "truncated-ofd": (random) => truncated("ofd", random),
  "damaged-docx": (random) => damaged("docx", random),
  "damaged-pdf": (random) => damaged("pdf", random),
  "damaged-ofd": (random) => damaged("ofd", random),
  binary: (random, round) => ({ extension: EXTENSIONS[round % EXTENSIONS.length]!, bytes: noise(2000 + 1000 * round, random), must: "refused" }),
  misnamed: (_, round) => {
    const kinds = Object.keys(GOOD);
    const [content, extension] = [kinds[round % kinds.length]!, [...EXTENSIONS, ""][(round * 3 + 1) % (EXTENSIONS.length + 1)]!];
    return { extension, bytes: GOOD[content]!, must: "read" };
  },
  "xml-bomb": (_, round) => ({ extension: "docx", bytes: makeDocx({ body: "" }, { "word/document.xml": strToU8(XML_BOMBS[round % XML_BOMBS.length]!) }), must: "refused" }),
  encrypted: (_, round) => encrypted(round),
  "other-office": (_, round) => ({ extension: ["doc", "wps", "docx"][round % 3]!, bytes: Buffer.concat([OLE_HEAD, Buffer.alloc(600), utf16(["Workbook", "PowerPoint Document", "Nothing"][round % 3]!)]), must: "refused" }),
  picture: (random, round) => ({ extension: ["pdf", "docx", "txt"][round % 3]!, bytes: Buffer.concat([Buffer.from(["89504e470d0a1a0a", "ffd8ffe0", "474946383961"][round % 3]!, "hex"), noise(3000, random)]), must: "refused" }),
  archive: (random, round) => ({ extension: ["docx", "txt", "wps"][round % 3]!, bytes: Buffer.concat([Buffer.from(["526172211a07", "377abcaf271c", "1f8b0800"][round % 3]!, "hex"), noise(3000, random)]), must: "refused" }),
  "broken-encoding": (_, round) => ({ extension: "txt", bytes: BROKEN_TEXTS[round % BROKEN_TEXTS.length]!, must: "refused" }),
  "no-text": (_, round) => NO_TEXTS[round % NO_TEXTS.length]!,
};

const COSTLY: Readonly<Record<string, Maker>> = {
  "zip-bomb": (_, round) => ({ extension: "docx", bytes: bomb(round), must: "refused" }),
  "pdf-bomb": (_, round) => ({ extension: "pdf", bytes: pdfBomb(48 + round), must: "refused" }),
  "deep-page": (_, round) => ({ extension: "html", bytes: Buffer.from(`<html><body>${"<div>".repeat(2000 * (round + 1))}${TEXT}`), must: "either" }),
  huge: (_, round) => ({ extension: ["txt", "html", "docx"][round % 3]!, bytes: Buffer.alloc((round === 0 ? 200 : 33) * MEGABYTE, 0x61), must: "refused" }),
};

function truncated(format: string, random: () => number): Made {
  const whole = GOOD[format]!;
  return { extension: format, bytes: whole.subarray(0, 10 + Math.floor(random() * (whole.length - 40))), must: "refused" };
}

function damaged(format: string, random: () => number): Made {
  const bytes = Uint8Array.from(GOOD[format]!);
  for (let i = 0; i < 8; i++) bytes[Math.floor(random() * bytes.length)]! ^= 1 << Math.floor(random() * 8);
  return { extension: format, bytes, must: "either" };
}

/** Bytes of which some are no text in any encoding. */
function noise(length: number, random: () => number): Uint8Array {
  const bytes = Uint8Array.from({ length }, () => Math.floor(random() * 256));
  return Buffer.concat([Buffer.from([0x00, 0xff, 0x01, 0x80]), bytes]);
}

function bomb(round: number): Uint8Array {
  if (round % 2 === 0) return makeDocx({ body: "" }, { "word/document.xml": new Uint8Array((20 + round) * MEGABYTE) });
  // Well-formed: one paragraph so often that it packs to nearly nothing.
  return makeDocx({ body: p("集群").repeat(700_000) });
}

const XML_BOMBS: readonly string[] = [
  `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><w:document xmlns:w="w"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>`,
  `<!DOCTYPE x SYSTEM "file:///etc/passwd"><w:document xmlns:w="w"/>`,
  `${"<a>".repeat(100_000)}`,
  `<w:document xmlns:w="w"><w:body>&undefined;</w:body></w:document>`,
  "",
];

/** A page that draws one line over and over, packed twice: some kilobytes that unfold to so many megabytes. */
function pdfBomb(megabytes: number): Uint8Array {
  const packed = deflateSync(deflateSync(Buffer.alloc(megabytes * MEGABYTE, "0 0 m 9 9 l "), { level: 9 }), { level: 9 });
  const head = "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>\nendobj\n";
  const stream = `4 0 obj\n<< /Filter [/FlateDecode /FlateDecode] /Length ${packed.length} >>\nstream\n`;
  return Buffer.concat([Buffer.from(head + stream), packed, Buffer.from("\nendstream\nendobj\ntrailer\n<< /Root 1 0 R /Size 5 >>\n%%EOF\n")]);
}

function encrypted(round: number): Made {
  if (round % 3 === 0) return { extension: "docx", bytes: Buffer.concat([OLE_HEAD, Buffer.alloc(600), utf16("EncryptedPackage")]), must: "refused" };
  if (round % 3 === 1) return { extension: "pdf", bytes: makePdf([{ texts: [] }], `/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${"41".repeat(32)}> /U <${"42".repeat(32)}> >> /ID [<00> <00>]`), must: "refused" };
  return { extension: "ofd", bytes: makeOfd([[]], { "Doc_0/Encryptions.xml": strToU8("<a/>") }), must: "refused" };
}

function utf16(text: string): Buffer {
  return Buffer.from(text, "utf16le");
}

const BROKEN_TEXTS: readonly Uint8Array[] = [
  Buffer.concat([Buffer.from(TEXT), Buffer.from([0xe4, 0xb8])]),
  Buffer.concat([encodeGbk(TEXT), Buffer.from([0xff, 0x20])]),
  Buffer.concat([Buffer.from("\ufeff" + TEXT, "utf16le"), Buffer.from([0x00, 0xd8, 0x41, 0x00])]),
  Buffer.from("\u0001\u0002\u0003\u0004\u0005\u0006".repeat(40) + "abc"),
  Buffer.from([0x41, 0xff, 0x42]),
];

const NO_TEXTS: readonly Made[] = [
  { extension: "html", bytes: Buffer.from("<html><body><script>run()</script></body></html>"), must: "refused" },
  { extension: "pdf", bytes: makePdf([{ texts: [] }]), must: "refused" },
  { extension: "docx", bytes: makeDocx({ body: p(" ") }), must: "refused" },
  { extension: "ofd", bytes: makeOfd([[]]), must: "refused" },
  { extension: "docx", bytes: zipSync({ "xl/workbook.xml": strToU8("<a/>") }), must: "refused" },
  { extension: "txt", bytes: Buffer.from(" \n\n\t"), must: "refused" },
];
