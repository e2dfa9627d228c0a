import { appendFileSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Two files of so many bytes at most: a week of developing, and small enough to be searched in a moment. */
const MOST_BYTES = 8_000_000;

/** The files that hold the structured log of a shop, the older one first. One of them may not be there. */
export const logFilesOf = (root: string, gatewayPort: number): readonly [older: string, newer: string] => {
  const newer = `${root}/.cartless/logs/${gatewayPort}.jsonl`;
  return [`${newer}.1`, newer];
};

/** Keeps the records of a shop's log, beside what is shown of them; what is no record is left out. */
export class LogFile {
  readonly #older: string;
  readonly #newer: string;
  readonly #mostBytes: number;
  #bytes: number;

  /** @param keep goes on with what the last run has written */
  constructor([older, newer]: readonly [string, string], keep: boolean, mostBytes = MOST_BYTES) {
    [this.#older, this.#newer, this.#mostBytes] = [older, newer, mostBytes];
    mkdirSync(dirname(newer), { recursive: true });
    if (!keep) for (const file of [older, newer]) rmSync(file, { force: true });
    this.#bytes = statSync(newer, { throwIfNoEntry: false })?.size ?? 0;
  }

  write(line: string): void {
    if (!line.startsWith('{') || !line.endsWith('}')) return;
    const bytes = Buffer.byteLength(line) + 1;
    if (this.#bytes + bytes > this.#mostBytes && this.#bytes > 0) {
      renameSync(this.#newer, this.#older);
      this.#bytes = 0;
    }
    appendFileSync(this.#newer, `${line}\n`);
    this.#bytes += bytes;
  }
}
