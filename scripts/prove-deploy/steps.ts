/** What a step came to. */
export type Step = Readonly<{ name: string; result: string; seconds: number; failed: boolean }>;

/** The steps of a proof, as they are taken. */
export class Steps {
  readonly taken: Step[] = [];
  readonly #say: (line: string) => void;

  constructor(say: (line: string) => void) {
    this.#say = say;
  }

  /** Takes a step without which the following ones mean nothing. @throws Error when it fails */
  async must<T>(name: string, work: () => Promise<T>, told: (done: T) => string = () => 'done'): Promise<T> {
    const from = performance.now();
    try {
      const done = await work();
      this.#note(name, told(done), from, false);
      return done;
    } catch (error) {
      this.#note(name, (error as Error).message, from, true);
      throw new Broken(name);
    }
  }

  /** Takes a step whose failure keeps none of the following ones from being taken. */
  async may(name: string, work: () => Promise<string>): Promise<void> {
    await this.must(name, work, (done) => done).catch((error: unknown) => {
      if (!(error instanceof Broken)) throw error;
    });
  }

  get failed(): boolean {
    return this.taken.length === 0 || this.taken.some(({ failed }) => failed);
  }

  /** A line a step: whether it holds, its name, its seconds, what it came to. */
  table(): string {
    const width = Math.max(...this.taken.map(({ name }) => name.length));
    return this.taken
      .map(({ name, result, seconds, failed }) => {
        const [first = ''] = result.split('\n');
        return `${failed ? 'FAILED' : 'ok    '} ${name.padEnd(width)} ${seconds.toFixed(0).padStart(4)} s  ${first}`;
      })
      .join('\n');
  }

  /** How many steps hold, as tests are counted. */
  counts(): string {
    const failed = this.taken.filter((step) => step.failed).length;
    return `${this.taken.length - failed} passed, ${failed} failed`;
  }

  #note(name: string, result: string, from: number, failed: boolean): void {
    const seconds = (performance.now() - from) / 1000;
    this.taken.push({ name, result, seconds, failed });
    this.#say(`${failed ? 'FAILED' : 'ok'}: ${name} (${seconds.toFixed(0)} s) ${result}`);
  }
}

/** A step that the others stand on has failed; the table says which and why. */
export class Broken extends Error {}
