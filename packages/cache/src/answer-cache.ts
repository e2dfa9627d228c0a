import { CacheableMemory } from '@cacheable/memory';
import { log, type Secret } from '@cartless/lambda';
import { openSharedStore } from './shared-store.ts';

/** How old an answer may become, in milliseconds since its source was asked. */
export type Ages = Readonly<{
  /** Up to this age it is given without asking anybody. */
  freshMs: number;
  /** Up to this age it is given at once and renewed meanwhile. Not given: never. */
  staleMs?: number;
  /** Up to this age it is given, marked as stale, when the source fails. Not given: never. */
  keptMs?: number;
}>;

/** An answer, when its source was asked for it, and whether it is an old one because the source failed. */
export type Answer<Value> = Readonly<{ value: Value; asOf: Date; stale: boolean }>;

export type AnswerCache = Readonly<{
  /**
   * The remembered answer, or what `load` says; all who ask for one key at the same time share one load.
   *
   * @param load asks the source; its value must survive JSON
   * @param ages how long the value is remembered, or a function that tells it from the value (`undefined`: not at all)
   * @throws whatever `load` throws, when no answer is left that may be given in its place
   */
  get<Value>(
    key: string,
    load: () => Promise<Value>,
    ages: Ages | ((value: Value) => Ages | undefined),
  ): Promise<Answer<Value>>;
  /** Gives the connection up at once. Nothing waits for it: an open cache does not keep a process alive. */
  close(): Promise<void>;
}>;

export type CacheSettings = Readonly<{
  /** Tells this cache from others in the same Redis. Another one is due when the shape of the values changes. */
  name: string;
  /** How many answers a container keeps in its memory. */
  most: number;
  /** Its address, `redis://` or `rediss://`, a secret for its password. Not given: every container remembers for itself. */
  redis?: Secret | undefined;
  clock?: () => Date;
}>;

/** An answer as it is remembered: the writer decides how old it may become, so that all containers agree. */
type Known = Readonly<{ value: unknown; at: number; fresh: number; stale: number; kept: number }>;

/**
 * Remembers answers in this container and, where there is one, in a Redis that all containers share. A Redis that is
 * gone, hangs or comes back costs loads of the source, never an answer.
 */
export function answerCache(settings: CacheSettings): AnswerCache {
  const { name, most, redis, clock = () => new Date() } = settings;
  const memory = new CacheableMemory({ lruSize: most });
  const opened = redis ? openSharedStore(redis) : undefined;
  const underWay = new Map<string, Promise<Known>>();
  const nameOf = (key: string): string => `${name}:${key}`;
  // What a clock that is ahead has written is as old as the clocks are apart, at least: it is not taken for new until then.
  const ageOf = (known: Known | undefined): number =>
    known ? Math.abs(clock().getTime() - known.at) : Infinity;

  const recall = async (key: string): Promise<Known | undefined> => {
    const own = memory.get<Known>(key);
    if (own !== undefined && ageOf(own) < own.fresh) return own;
    const others = readKnown(await (await opened)?.get(nameOf(key)));
    if (others === undefined || ageOf(others) >= ageOf(own)) return own;
    memory.set(key, others, others.kept);
    return others;
  };
  const remember = async (key: string, known: Known): Promise<void> => {
    if (known.kept <= 0) return;
    memory.set(key, known, known.kept);
    await (await opened)?.set(nameOf(key), JSON.stringify(known), known.kept);
  };

  return {
    async get<Value>(
      key: string,
      load: () => Promise<Value>,
      ages: Ages | ((value: Value) => Ages | undefined),
    ): Promise<Answer<Value>> {
      const ask = async (): Promise<Known> => {
        // The source may have changed while it answered.
        const asked = clock();
        const value = await load();
        const known = knownOf(value, asked, typeof ages === 'function' ? ages(value) : ages);
        await remember(key, known);
        return known;
      };
      const renew = (): Promise<Known> => {
        const asked = underWay.get(key) ?? ask().finally(() => underWay.delete(key));
        underWay.set(key, asked);
        return asked;
      };
      const old = await recall(key);
      const age = ageOf(old);
      if (old !== undefined && age < old.stale) {
        if (age >= old.fresh) renew().catch((error: unknown) => log.warn('not renewed', { key, error }));
        return answerOf(old);
      }
      try {
        return answerOf(await renew());
      } catch (error) {
        if (old === undefined || age >= old.kept) throw error;
        log.warn('an old answer is given', { key, age, error });
        return { ...answerOf<Value>(old), stale: true };
      }
    },
    close: async () => (await opened)?.close(),
  };
}

const answerOf = <Value>({ value, at }: Known): Answer<Value> => ({
  value: value as Value,
  asOf: new Date(at),
  stale: false,
});

function knownOf(value: unknown, now: Date, { freshMs, staleMs, keptMs }: Ages = { freshMs: 0 }): Known {
  const stale = Math.max(freshMs, staleMs ?? 0);
  return { value, at: now.getTime(), fresh: freshMs, stale, kept: Math.max(stale, keptMs ?? 0) };
}

/** What Redis holds; something that nobody here wrote is not there. */
function readKnown(text: string | undefined): Known | undefined {
  if (text === undefined) return undefined;
  try {
    const known = JSON.parse(text) as Partial<Known> | null;
    const whole = [known?.at, known?.fresh, known?.stale, known?.kept].every(Number.isFinite);
    if (whole) return known as Known;
    log.warn('Redis holds something that is no answer');
  } catch (error) {
    log.warn('Redis holds something that cannot be read', { error });
  }
  return undefined;
}
