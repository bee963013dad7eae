/** What the page may listen for, and what each tells. */
export interface WidgetEvents {
  open: undefined;
  close: undefined;
  question: { question: string };
  answer: { answerId: string; outcome: string };
  error: { message: string };
}
export type WidgetEvent = keyof WidgetEvents;
export type WidgetListener<E extends WidgetEvent> = (detail: WidgetEvents[E]) => void;

/** Listeners of the page. One that throws is the page's fault and does not stop the widget. */
export class Emitter {
  private readonly listeners = new Map<WidgetEvent, Set<WidgetListener<WidgetEvent>>>();

  on<E extends WidgetEvent>(event: E, listener: WidgetListener<E>): void {
    const known = this.listeners.get(event) ?? new Set();
    known.add(listener as WidgetListener<WidgetEvent>);
    this.listeners.set(event, known);
  }

  off<E extends WidgetEvent>(event: E, listener: WidgetListener<E>): void {
    this.listeners.get(event)?.delete(listener as WidgetListener<WidgetEvent>);
  }

  emit<E extends WidgetEvent>(event: E, detail: WidgetEvents[E]): void {
    this.listeners.get(event)?.forEach((listener) => {
      try {
        listener(detail);
      } catch (cause) {
        console.error("PolicyAssistant: a listener of the page threw", cause);
      }
    });
  }
}
