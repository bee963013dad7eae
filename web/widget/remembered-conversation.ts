/**
 * The id of the conversation held in this tab, so that a reload finds it again. In `sessionStorage`: on a shared machine whoever
 * comes next does not see it. Where storage is forbidden the conversation lasts as long as the page.
 */
export class RememberedConversation {
  /** @param key tells widgets of a page, and sites on one origin, apart */
  constructor(private readonly key: string) {}

  get id(): string | null {
    try {
      return window.sessionStorage.getItem(this.key);
    } catch {
      return null;
    }
  }

  set id(id: string | null) {
    try {
      if (id === null) window.sessionStorage.removeItem(this.key);
      else window.sessionStorage.setItem(this.key, id);
    } catch {
      // Forbidden by the browser's settings: nothing is remembered.
    }
  }
}
