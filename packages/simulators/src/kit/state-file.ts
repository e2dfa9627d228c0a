import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

const SAVE_DELAY_MS = 100;

export interface StateFileOptions {
  /** What the simulator is called in messages, e.g. `carrier simulator`. */
  readonly name: string;
  /** Without it nothing is read or written: the state lives in memory. */
  readonly file: string | undefined;
  readonly log: (line: string) => void;
}

/** Keeps a simulator's state from run to run in a JSON file. */
export class StateFile {
  readonly #options: StateFileOptions;
  #snapshot: () => unknown = () => undefined;
  #timer: NodeJS.Timeout | undefined;
  #queued: Promise<void> | undefined;
  #last: Promise<void> = Promise.resolve();

  constructor(options: StateFileOptions) {
    this.#options = options;
  }

  /**
   * Reads what an earlier run left behind; undefined when there is nothing.
   *
   * @param parse Makes the state of the JSON in the file; throws when the JSON is not a saved state.
   * @throws Error naming the file, when it is there but cannot be used.
   */
  async load<T>(parse: (saved: unknown) => T): Promise<T | undefined> {
    const { name, file } = this.#options;
    if (file === undefined) return undefined;
    const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw new Error(`The ${name} cannot read its data file ${file}: ${error.message}`, { cause: error });
    });
    if (text === undefined) return undefined;
    try {
      return parse(JSON.parse(text));
    } catch (cause) {
      throw new Error(`The ${name}'s data file ${file} is not usable. Delete it to start empty.`, { cause });
    }
  }

  /** From now on, this is what is saved. */
  keep(snapshot: () => unknown): void {
    this.#snapshot = snapshot;
  }

  /** Resolves when a file that holds everything up to this call is in place. Calls at the same time share one write. */
  save(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#queued ??= this.#last.then(() => this.#write());
    this.#last = this.#queued.catch(() => undefined); // whoever asked for that save hears of its failure
    return this.#queued;
  }

  /** Saves shortly, and only logs a failure. */
  saveSoon(): void {
    const { file, log } = this.#options;
    if (file === undefined) return;
    this.#timer ??= setTimeout(() => {
      this.save().catch((error: Error) => log(`could not save ${file}: ${error.message}`));
    }, SAVE_DELAY_MS);
  }

  // Beside the file and then renamed, so that a crash leaves the old file or the new, never half of one.
  async #write(): Promise<void> {
    this.#queued = undefined;
    const { file } = this.#options;
    if (file === undefined) return;
    const draft = `${file}.${process.pid}.tmp`;
    await mkdir(dirname(file), { recursive: true });
    await writeFile(draft, JSON.stringify(this.#snapshot()));
    await rename(draft, file);
  }
}
