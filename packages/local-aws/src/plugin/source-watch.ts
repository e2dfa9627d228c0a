import { watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import { dirname, join, sep } from 'node:path';

const SETTLE_MS = 30;

/**
 * Calls back with the files that changed, once per burst of changes. Folders are watched rather than files, so that
 * editors which replace a file on saving are noticed too.
 */
export class SourceWatch {
  readonly #watchers = new Map<string, FSWatcher>();
  readonly #changed = new Set<string>();
  readonly #onChange: (files: readonly string[]) => void;
  #timer: NodeJS.Timeout | undefined;

  constructor(onChange: (files: readonly string[]) => void) {
    this.#onChange = onChange;
  }

  /** Watches the folders of these files (but none inside node_modules) and no others. */
  follow(files: readonly string[]): void {
    const folders = new Set(files.filter((file) => !file.includes(`${sep}node_modules${sep}`)).map(dirname));
    for (const [folder, watcher] of this.#watchers) {
      if (folders.has(folder)) continue;
      watcher.close();
      this.#watchers.delete(folder);
    }
    for (const folder of folders)
      if (!this.#watchers.has(folder)) this.#watchers.set(folder, this.#open(folder));
  }

  stop(): void {
    clearTimeout(this.#timer);
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }

  #open(folder: string): FSWatcher {
    const watcher = watch(folder, (_event, name) => {
      if (name === null) return;
      this.#changed.add(join(folder, name));
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#settle(), SETTLE_MS);
    });
    // A removed folder ends its watcher with an error on some systems; the build says what is missing.
    watcher.on('error', () => watcher.close());
    return watcher;
  }

  #settle(): void {
    const files = [...this.#changed];
    this.#changed.clear();
    this.#onChange(files);
  }
}
