import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { emptyState, type PaymentState } from './payment-state.ts';

const FORMAT = 1;
const SAVE_DELAY_MS = 100;

/**
 * Reads the state that an earlier run saved; an absent file is an empty state.
 *
 * @throws Error when the file cannot be read as a saved state, saying what to do about it.
 */
export function loadState(file: string): PaymentState {
  const state = emptyState();
  if (!existsSync(file)) return state;
  try {
    const saved = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    if (saved['format'] !== FORMAT) throw new Error(`format ${String(saved['format'])} is not ${FORMAT}`);
    for (const [name, map] of Object.entries(state) as [string, Map<string, unknown>][]) {
      for (const [id, value] of saved[name] as [string, unknown][]) map.set(id, value);
    }
  } catch (cause) {
    const message = `The payment simulator's data file ${file} cannot be read. Delete it to start empty.`;
    throw new Error(message, { cause });
  }
  return state;
}

/** Writes the state to a file shortly after it changed. The file is replaced whole, so it is never half written. */
export class StateFile {
  readonly #file: string;
  readonly #state: PaymentState;
  readonly #log: (line: string) => void;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(file: string, state: PaymentState, log: (line: string) => void) {
    this.#file = file;
    this.#state = state;
    this.#log = log;
    mkdirSync(dirname(file), { recursive: true });
  }

  saveSoon(): void {
    this.#timer ??= setTimeout(() => void this.flush(), SAVE_DELAY_MS);
  }

  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#writing = this.#writing.then(() => this.#write());
    await this.#writing;
  }

  async #write(): Promise<void> {
    const maps = Object.entries(this.#state).map(([name, map]: [string, Map<string, unknown>]) => [
      name,
      [...map],
    ]);
    try {
      await writeFile(`${this.#file}.new`, JSON.stringify({ format: FORMAT, ...Object.fromEntries(maps) }));
      await rename(`${this.#file}.new`, this.#file);
    } catch (error) {
      this.#log(`could not save ${this.#file}: ${String(error)}. The state is kept in memory only.`);
    }
  }
}
