import { SecretUnavailable, StoreUnavailable } from './secret-errors.ts';
import { type SecretValues, secretValues } from './secret-values.ts';

/** Something that only the shop and one other party know. It is read when it is needed, and asked for again after a while. */
export type Secret = Readonly<{
  /** @throws AppError SECRET_UNAVAILABLE when none may be used: it cannot be read, or is no secret */
  values(): Promise<SecretValues>;
  /**
   * Other values than those that the other party refused, when the store has such. However often it is asked, the store
   * is asked once a minute: everybody can send a wrong signature.
   *
   * @throws AppError SECRET_UNAVAILABLE when the store says that there is none any more
   */
  insteadOf(refused: SecretValues): Promise<SecretValues | undefined>;
}>;

type Ports = Readonly<{
  /** @throws StoreUnavailable, SecretUnusable */
  read: () => Promise<string>;
  /** Told what is wrong with the secret; never its value. */
  report: (message: string, error: unknown) => void;
  now: () => number;
  random: () => number;
}>;

/** For so long a value is used before it is asked for again; a tenth more or less, so that containers do not ask together. */
const MAX_AGE_MS = 300_000;
/** How often a refused value may lead to a question. */
const REFUSAL_MS = 60_000;
/** For so long nobody asks a store that gave no value, and one that was away while a value is known. */
const REST_MS = 5000;
const LONGER_REST_MS = 30_000;

/**
 * Keeps a secret for a while. What is known goes on being used while the store is away; when the store says that there is
 * no such secret, or holds something that is none, it is used no more.
 */
export function keptSecret({ read, report, now, random }: Ports): Secret {
  let known: SecretValues | undefined;
  let failure: unknown;
  let askedAt = 0;
  let goodForMs = 0;
  let asking: Promise<SecretValues> | undefined;

  // `isRecent` of the domain written out: health functions have no room for it.
  const within = (ms: number): boolean => now() >= askedAt && now() - askedAt < ms;
  const settle = (values: SecretValues | undefined, forMs: number, why?: unknown): void => {
    known = values;
    failure = why;
    goodForMs = forMs;
  };
  const load = async (): Promise<SecretValues> => {
    try {
      const values = secretValues(await read());
      settle(values, MAX_AGE_MS * (0.9 + 0.2 * random()));
      return values;
    } catch (error) {
      const kept = error instanceof StoreUnavailable ? known : undefined;
      report(
        kept === undefined ? 'a secret cannot be used' : 'a secret is used that cannot be read again',
        error,
      );
      if (kept !== undefined) {
        settle(kept, LONGER_REST_MS);
        return kept;
      }
      settle(
        undefined,
        REST_MS,
        SecretUnavailable({ cause: error, details: { retryAfter: REST_MS / 1000 } }),
      );
      throw failure;
    }
  };
  const ask = (): Promise<SecretValues> => {
    if (asking !== undefined) return asking;
    askedAt = now();
    asking = load().finally(() => (asking = undefined));
    return asking;
  };

  return {
    async values() {
      if (!within(goodForMs)) return ask();
      if (known === undefined) throw failure;
      return known;
    },
    async insteadOf(refused) {
      const current = asking !== undefined || !within(REFUSAL_MS) ? await ask() : known;
      if (current === undefined) throw failure;
      return current.join('\n') === refused.join('\n') ? undefined : current;
    },
  };
}

/**
 * Whether one of the values of a secret proves something, e.g. made a signature. When none does, a newer one may.
 *
 * @throws AppError SECRET_UNAVAILABLE
 */
export async function provenBy(secret: Secret, proves: (value: string) => boolean): Promise<boolean> {
  const values = await secret.values();
  if (values.some(proves)) return true;
  return (await secret.insteadOf(values))?.some(proves) ?? false;
}

/**
 * Makes a call with a secret, and once more when the other party refused it and there is a newer one.
 *
 * @param refused whether a failure says that the secret does not hold
 * @throws AppError SECRET_UNAVAILABLE, and what the call throws
 */
export async function callWith<T>(
  secret: Secret,
  call: (value: string) => Promise<T>,
  refused: (error: unknown) => boolean,
): Promise<T> {
  const values = await secret.values();
  try {
    return await call(values[0]);
  } catch (error) {
    const newer = refused(error) ? await secret.insteadOf(values) : undefined;
    if (newer === undefined) throw error;
    return call(newer[0]);
  }
}
