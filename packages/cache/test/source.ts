import { type Ages, type AnswerCache, answerCache, type CacheSettings } from '../src/index.ts';

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A source that counts how often it is asked, takes a moment and can be made to fail. */
export function countingSource(takesMs = 5) {
  let loads = 0;
  let failure: Error | undefined;
  return {
    load: async (): Promise<{ load: number }> => {
      loads += 1;
      const load = loads;
      await pause(takesMs);
      if (failure !== undefined) throw failure;
      return { load };
    },
    loads: () => loads,
    fail(with_?: Error): void {
      failure = with_;
    },
  };
}

/** Opens caches as containers do, and closes them together. */
export function containers(shared: Partial<CacheSettings> = {}) {
  const opened: AnswerCache[] = [];
  return {
    open: (own: Partial<CacheSettings> = {}): AnswerCache => {
      const cache = answerCache({ name: 'test', most: 100, ...shared, ...own });
      opened.push(cache);
      return cache;
    },
    close: async (): Promise<void> => {
      await Promise.all(opened.splice(0).map((cache) => cache.close()));
    },
  };
}

export const MINUTE: Ages = { freshMs: 60_000 };
