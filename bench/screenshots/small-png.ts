import { deflateSync, inflateSync } from "node:zlib";

/** What a screenshot's pixels are: red, green, blue of each, row by row. */
interface Image {
  width: number;
  height: number;
  rgb: Buffer;
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const RGB = 2;
const RGBA = 6;
const PALETTE = 3;
/** Enough for the shades of letters and shadows, few enough to pack well. */
const COLOURS = 26;
/** The commonest colours, which are grounds and lines, stay exactly as they are, however near each other: cards on a dark page. */
const KEPT = 10;

/**
 * The same screenshot in few colours, about a third of the size: pages have few, and the shades of their letters are near each other.
 * The commonest are kept, the rest chosen by median cut.
 *
 * @param png 8 bits a channel, with or without alpha, not interlaced: what Chromium takes
 * @throws Error for another kind
 */
export function smallPng(png: Buffer): Buffer {
  const image = decode(png);
  const palette = chooseColours(image.rgb);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(image.width, 0);
  header.writeUInt32BE(image.height, 4);
  header.set([8, PALETTE, 0, 0, 0], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk("IHDR", header),
    chunk("PLTE", Buffer.from(palette.flat())),
    chunk("IDAT", deflateSync(packed(image, palette), { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function decode(png: Buffer): Image {
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const [depth, type, , , interlaced] = png.subarray(24, 29);
  if (depth !== 8 || (type !== RGB && type !== RGBA) || interlaced !== 0) throw new Error(`expected a plain PNG of 8 bits a channel, got depth ${depth}, type ${type}`);
  const channels = type === RGB ? 3 : 4;
  const lines = inflateSync(Buffer.concat(dataChunks(png)));
  const stride = width * channels;
  const bytes = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y++) unfilter(lines, y * (stride + 1), bytes, y * stride, stride, channels);
  const rgb = Buffer.alloc(width * height * 3);
  for (let i = 0; i < width * height; i++) bytes.copy(rgb, i * 3, i * channels, i * channels + 3);
  return { width, height, rgb };
}

function dataChunks(png: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let at = SIGNATURE.length; at < png.length; ) {
    const length = png.readUInt32BE(at);
    if (png.toString("latin1", at + 4, at + 8) === "IDAT") found.push(png.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  return found;
}

/** One line of the file into `to`; `from` is its filter byte. The filters are those of the PNG specification, section 9. */
function unfilter(lines: Buffer, from: number, to: Buffer, start: number, stride: number, channels: number): void {
  const filter = lines[from]!;
  for (let i = 0; i < stride; i++) {
    const left = i >= channels ? to[start + i - channels]! : 0;
    const up = start > 0 ? to[start + i - stride]! : 0;
    const corner = i >= channels && start > 0 ? to[start + i - stride - channels]! : 0;
    const predicted = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter]!;
    to[start + i] = lines[from + 1 + i]! + predicted;
  }
}

function paeth(left: number, up: number, corner: number): number {
  const sum = left + up - corner;
  const [byLeft, byUp, byCorner] = [Math.abs(sum - left), Math.abs(sum - up), Math.abs(sum - corner)];
  if (byLeft <= byUp && byLeft <= byCorner) return left;
  return byUp <= byCorner ? up : corner;
}

type Colour = [number, number, number];
interface Counted {
  colour: Colour;
  count: number;
}

/** Median cut (Heckbert 1982): the box of colours that spreads the most pixels is halved until there are enough. */
function chooseColours(rgb: Buffer): Colour[] {
  const counts = new Map<number, number>();
  for (let i = 0; i < rgb.length; i += 3) {
    const code = rgb.readUIntBE(i, 3);
    counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  const all = [...counts].map(([code, count]): Counted => ({ colour: [code >> 16, (code >> 8) & 255, code & 255], count })).sort((a, b) => b.count - a.count);
  let boxes = [...all.slice(0, KEPT).map((counted) => [counted]), all.slice(KEPT)].filter((box) => box.length > 0);
  while (boxes.length < COLOURS) {
    const spreads = boxes.map(spreadOf);
    const widest = spreads.indexOf(Math.max(...spreads));
    if (boxes[widest]!.length < 2) break;
    boxes = [...boxes.slice(0, widest), ...halves(boxes[widest]!), ...boxes.slice(widest + 1)];
  }
  return boxes.map(commonest);
}

/** A large area of one colour should not swallow all boxes, nor a lone pixel have one: pixels count by their square root. */
function spreadOf(box: Counted[]): number {
  return box.length < 2 ? 0 : rangeOf(box, widestChannel(box)) * Math.sqrt(box.reduce((sum, { count }) => sum + Math.sqrt(count), 0));
}

function widestChannel(box: Counted[]): number {
  const ranges = [0, 1, 2].map((channel) => rangeOf(box, channel));
  return ranges.indexOf(Math.max(...ranges));
}

function rangeOf(box: Counted[], channel: number): number {
  let [low, high] = [255, 0];
  for (const { colour } of box) {
    low = Math.min(low, colour[channel]!);
    high = Math.max(high, colour[channel]!);
  }
  return high - low;
}

/** Halved in the middle of the widest channel's range. */
function halves(box: Counted[]): [Counted[], Counted[]] {
  const channel = widestChannel(box);
  const low = Math.min(...box.map(({ colour }) => colour[channel]!));
  const middle = low + rangeOf(box, channel) / 2;
  return [box.filter(({ colour }) => colour[channel]! <= middle), box.filter(({ colour }) => colour[channel]! > middle)];
}

/** The box's most frequent colour. */
function commonest(box: Counted[]): Colour {
  return box.reduce((best, entry) => (entry.count > best.count ? entry : best)).colour;
}

function packed({ width, height, rgb }: Image, palette: readonly Colour[]): Buffer {
  const nearest = new Map<number, number>();
  const indexOf = (at: number): number => {
    const code = rgb.readUIntBE(at, 3);
    let index = nearest.get(code);
    if (index === undefined) {
      const distances = palette.map(([r, g, b]) => (r - rgb[at]!) ** 2 + (g - rgb[at + 1]!) ** 2 + (b - rgb[at + 2]!) ** 2);
      index = distances.indexOf(Math.min(...distances));
      nearest.set(code, index);
    }
    return index;
  };
  const lines = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) lines[y * (width + 1) + 1 + x] = indexOf((y * width + x) * 3);
  }
  return lines;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let code = n;
  for (let bit = 0; bit < 8; bit++) code = code & 1 ? 0xedb88320 ^ (code >>> 1) : code >>> 1;
  return code;
});

function crc32(bytes: Buffer): number {
  let code = 0xffffffff;
  for (const byte of bytes) code = CRC_TABLE[(code ^ byte) & 255]! ^ (code >>> 8);
  return (code ^ 0xffffffff) >>> 0;
}
