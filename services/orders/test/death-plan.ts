/** When a call dies: before the other side does anything, or after it did and before the answer arrives. */
export type Death = 'before' | 'after' | undefined;

/** Counts the calls of one kind that a process makes, and lets it die right before or right after one of them. */
export class DeathPlan {
  readonly #before: string;
  readonly #after: string;
  /** How the process dies at its next call, or after sparing some. */
  next: Death;
  sparing = 0;
  calls = 0;

  constructor(before: string, after: string) {
    this.#before = before;
    this.#after = after;
  }

  async around<T>(call: () => Promise<T>): Promise<T> {
    this.calls += 1;
    const death = this.#take();
    if (death === 'before') throw new Error(this.#before);
    return call().finally(() => {
      if (death === 'after') throw new Error(this.#after);
    });
  }

  #take(): Death {
    const { next, sparing } = this;
    if (next === undefined) return undefined;
    if (sparing > 0) {
      this.sparing -= 1;
      return undefined;
    }
    this.next = undefined;
    return next;
  }
}
