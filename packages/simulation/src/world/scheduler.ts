import { realPause } from './real-time.ts';

type Entry = { at: number; order: number; run: (() => void) | undefined };

/** What takes an appointment back. */
export type Cancel = () => void;

/** Simulated time: what is due happens in the order of its time, one after the other, and time passes only in between. */
export class Scheduler {
  now: number;
  /** How many things have happened. */
  steps = 0;
  /** Is called after each; what it throws ends the run. */
  afterEach: () => void = () => undefined;
  readonly #heap: Entry[] = [];
  #order = 0;

  constructor(start: number) {
    this.now = start;
  }

  /** Lets something happen after so many milliseconds. */
  after(ms: number, run: () => void): Cancel {
    const entry: Entry = { at: this.now + Math.max(0, ms), order: this.#order, run };
    this.#order += 1;
    push(this.#heap, entry);
    return () => {
      entry.run = undefined;
    };
  }

  /**
   * Lets happen whatever is due until a time, or until nothing is planned any more. Between two things all that follows from the
   * first runs as far as it can.
   *
   * @param outside names what still waits for something real, the compression of a file say; time stands still meanwhile
   * @param enough ends it before
   */
  async run(
    until: number,
    outside: () => string | undefined,
    enough: () => boolean = () => false,
  ): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const step = (): void => {
        try {
          if (outside() !== undefined) return void waitedFor(outside).then(step, reject);
          if (this.#happens(until, enough)) afterAll(step);
          else resolve();
        } catch (error) {
          reject(error);
        }
      };
      afterAll(step);
    });
  }

  /** Lets the next thing happen. @returns whether there was one */
  #happens(until: number, enough: () => boolean): boolean {
    this.afterEach();
    if (enough()) return false;
    const next = this.#next();
    if (next === undefined || next.at > until) {
      if (until !== Infinity) this.now = Math.max(this.now, until);
      return false;
    }
    pop(this.#heap);
    this.now = Math.max(this.now, next.at);
    this.steps += 1;
    next.run?.();
    return true;
  }

  /** The first that was not taken back. */
  #next(): Entry | undefined {
    while (this.#heap[0] !== undefined && this.#heap[0].run === undefined) pop(this.#heap);
    return this.#heap[0];
  }

  get isIdle(): boolean {
    return !this.#heap.some(({ run }) => run !== undefined);
  }
}

const LONGEST_WAIT = 10_000;

async function waitedFor(outside: () => string | undefined): Promise<void> {
  for (let waited = 0; outside() !== undefined; waited += 1) {
    if (waited > LONGEST_WAIT) throw new Error(`${outside()} waits for something that is not simulated`);
    await realPause(waited < 100 ? 0 : 1);
  }
}

const settled = Promise.resolve();

/**
 * Does something when no microtask is left: ticks come after microtasks, and this one is asked for by a microtask. It happens
 * hundreds of times a history, so it is done without promises of its own.
 */
const afterAll = (work: () => void): void =>
  void settled.then(() => process.nextTick(() => void settled.then(work)));

const isBefore = (a: Entry, b: Entry): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

function push(heap: Entry[], entry: Entry): void {
  let index = heap.length;
  heap.push(entry);
  while (index > 0) {
    const parent = (index - 1) >> 1;
    const above = heap[parent];
    if (above === undefined || !isBefore(entry, above)) break;
    heap[index] = above;
    index = parent;
  }
  heap[index] = entry;
}

function pop(heap: Entry[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let index = 0;
  for (;;) {
    const left = 2 * index + 1;
    const [a, b] = [heap[left], heap[left + 1]];
    if (a === undefined) break;
    const [child, at] = b !== undefined && isBefore(b, a) ? [b, left + 1] : [a, left];
    if (!isBefore(child, last)) break;
    heap[index] = child;
    index = at;
  }
  heap[index] = last;
}
