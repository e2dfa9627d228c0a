import { existsSync, readFileSync } from 'node:fs';
import { readRecord, type SearchLog } from './step.ts';

/** Searches the files that `pnpm dev` keeps. */
export const localLog =
  (files: readonly string[]): SearchLog =>
  async (names) => {
    const lines = files.flatMap((file) => (existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []));
    return lines
      .filter((line) => names.some((name) => line.includes(name)))
      .flatMap((line) => readRecord(line) ?? []);
  };
