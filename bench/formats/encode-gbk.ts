const gbk = new Map<string, number>();
/** Text in GBK: Node decodes it and does not encode it, so that every pair of bytes is decoded once. */
export function encodeGbk(text: string): Buffer {
  if (gbk.size === 0) {
    const decoder = new TextDecoder("gb18030");
    for (let lead = 0x81; lead <= 0xfe; lead++) for (let trail = 0x40; trail <= 0xfe; trail++) if (trail !== 0x7f) gbk.set(decoder.decode(Uint8Array.of(lead, trail)), (lead << 8) | trail);
  }
  const bytes = [...text].flatMap((ch) => {
    if (ch.charCodeAt(0) < 0x80) return [ch.charCodeAt(0)];
    const code = gbk.get(ch);
    if (code === undefined) throw new Error(`GBK has no ${ch}`);
    return [code >> 8, code & 0xff];
  });
  return Buffer.from(bytes);
}
