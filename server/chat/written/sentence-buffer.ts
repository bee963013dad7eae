const ENDS = "。！？；\n";
const CLOSERS = "”’）)》」』";

/** Takes a text in pieces and gives out whole sentences, each with the marks that stand behind its end. */
export class SentenceBuffer {
  private text = "";

  /** The sentences that are whole now. One is held back while marks may still follow it. */
  push(piece: string): string[] {
    this.text += piece;
    const sentences: string[] = [];
    for (let end = this.nextEnd(); end > 0 && end < this.text.length; end = this.nextEnd()) {
      sentences.push(this.text.slice(0, end));
      this.text = this.text.slice(end);
    }
    return sentences.filter((sentence) => sentence.trim() !== "");
  }

  /** What is left at the end of the text. */
  flush(): string[] {
    const rest = this.text;
    this.text = "";
    return rest.trim() === "" ? [] : [rest];
  }

  /** Where the first sentence ends, its closing quotes and marks included; 0 where that is not known yet. */
  private nextEnd(): number {
    let at = this.text.search(/\S/);
    while (at >= 0 && at < this.text.length && !ENDS.includes(this.text[at]!)) at++;
    if (at < 0 || at >= this.text.length) return 0;
    at++;
    while (at < this.text.length && CLOSERS.includes(this.text[at]!)) at++;
    for (;;) {
      const mark = /^\s?\[\d{0,3}(\])?/.exec(this.text.slice(at));
      if (!mark) return at;
      if (mark[1] === undefined) return 0;
      at += mark[0].length;
    }
  }
}
