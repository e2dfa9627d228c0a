import { createHash } from 'node:crypto';
import { answerCache, type CacheSettings } from '@cartless/cache';

/** Answers one container keeps in memory. */
const KEPT = 200;

export type ReportCache = Readonly<{
  /** The remembered answer to a question, or what `load` says. Who asks the same at once shares one load. */
  get<Answer>(question: unknown, seconds: number, load: () => Promise<Answer>): Promise<Answer>;
}>;

/** Remembers reports on a table, in Redis too if there is one; stages that share a Redis do not share answers. */
export function reportCache(table: string, redis: CacheSettings['redis']): ReportCache {
  const cache = answerCache({ name: `${table}:reports:1`, most: KEPT, redis });
  return {
    async get(question, seconds, load) {
      const key = createHash('sha256').update(JSON.stringify(question)).digest('base64url');
      return (await cache.get(key, load, { freshMs: seconds * 1000 })).value;
    },
  };
}
