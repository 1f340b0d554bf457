/** What of the whole is on show: one scroll for table and chart, told once a frame. */
export interface Shown {
  left: number;
  top: number;
  width: number;
  height: number;
}

const NOTHING: Shown = { left: 0, top: 0, width: 0, height: 0 };

export class Viewport {
  private element: HTMLElement | null = null;
  private now = NOTHING;
  private frame = 0;
  private readonly listeners = new Set<() => void>();
  private readonly resized = new ResizeObserver(() => this.later());

  /** For a ref: follow this element. */
  readonly attach = (element: HTMLElement | null): void => {
    this.element?.removeEventListener("scroll", this.later);
    this.resized.disconnect();
    this.element = element;
    if (!element) return;
    element.addEventListener("scroll", this.later, { passive: true });
    this.resized.observe(element);
    this.read();
  };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly shown = (): Shown => this.now;

  scrollTo(place: { left?: number; top?: number }): void {
    this.element?.scrollTo({ ...place, behavior: "instant" });
    this.read();
  }

  /** False where it is at the end already. */
  scrollBy(left: number, top: number): boolean {
    const before = this.now;
    this.element?.scrollBy({ left, top, behavior: "instant" });
    this.read();
    return before.left !== this.now.left || before.top !== this.now.top;
  }

  private readonly later = (): void => {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.read();
    });
  };

  private read(): void {
    const { element } = this;
    if (!element) return;
    this.now = {
      left: element.scrollLeft,
      top: element.scrollTop,
      width: element.clientWidth,
      height: element.clientHeight,
    };
    for (const listener of this.listeners) listener();
  }
}
