import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** After so long a process has loaded what it starts with, in milliseconds. */
const SETTLED_MS = 30_000;

let timer: NodeJS.Timeout | undefined;

/**
 * Gives back, once after the last call, what only the start of a long-lived process needed. V8 collects garbage when it needs room, and a service that
 * waits for calls needs none: it would hold some 80 MB more for as long as it runs.
 */
export function releaseMemoryOnceSettled(): void {
  clearTimeout(timer);
  timer = setTimeout(() => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as (options: Readonly<Record<string, string>>) => void;
    setFlagsFromString('--no-expose-gc');
    collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  }, SETTLED_MS).unref();
}
