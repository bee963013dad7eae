/** Why a source file cannot be read: the message is Chinese, plain, and says what to do where something can be done. */
export class Unreadable extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(reason, options);
    this.name = "Unreadable";
  }
}

/** Every page is a picture: only recognition of characters can read it. */
export class Scanned extends Unreadable {
  constructor(readonly pages: number) {
    super(`是扫描件，${pages} 页都没有文字`);
    this.name = "Scanned";
  }
}
