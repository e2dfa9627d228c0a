import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  type JSONWebKeySet,
  type JWTVerifyGetKey,
} from 'jose';

export interface IssuerKeysOptions {
  readonly issuer: string;
  /** The keys to use while the issuer cannot be reached, e.g. because a service runs alone. */
  readonly localKeys?: JSONWebKeySet | undefined;
  readonly log: (line: string) => void;
}

/** Neither the issuer's keys nor local ones can be had. */
export class KeysUnavailable extends Error {}

const ANSWER_WITHIN_MS = 2_000;
/** How long an issuer that did not answer is left alone. */
const TRY_AGAIN_MS = 5_000;
/** An unknown `kid` makes the keys be fetched again, but not more often than this. */
const REFETCH_MS = 2_000;

/**
 * Finds the key of a token among the issuer's, through `<issuer>/.well-known/openid-configuration`. The keys are kept,
 * and fetched again when a token names one that is not among them.
 *
 * @returns a function for jose that throws KeysUnavailable when there are no keys at all.
 */
export function issuerKeys({ issuer, localKeys, log }: IssuerKeysOptions): JWTVerifyGetKey {
  const local = localKeys === undefined ? undefined : createLocalJWKSet(localKeys);
  let remote: Promise<JWTVerifyGetKey> | undefined;
  let tryAgainAt = 0;
  let told = false;

  return async (header, token) => {
    if (Date.now() >= tryAgainAt) {
      try {
        remote ??= discoverKeys(issuer);
        const key = await (await remote)(header, token);
        told = false;
        return key;
      } catch (error) {
        if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys)
          throw error;
        remote = undefined;
        tryAgainAt = Date.now() + TRY_AGAIN_MS;
        if (!told) log(unreachable(issuer, error, local !== undefined));
        told = true;
      }
    }
    if (local === undefined)
      throw new KeysUnavailable(`There are no keys to check tokens of ${issuer} with.`);
    return local(header, token);
  };
}

async function discoverKeys(issuer: string): Promise<JWTVerifyGetKey> {
  const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  const { issuer: named, jwks_uri: keysUrl } = (await response.json()) as {
    issuer?: unknown;
    jwks_uri?: unknown;
  };
  if (named !== issuer) throw new Error(`it calls itself ${JSON.stringify(named)}`);
  if (typeof keysUrl !== 'string' || !URL.canParse(keysUrl)) throw new Error('it names no jwks_uri');
  return createRemoteJWKSet(new URL(keysUrl), {
    timeoutDuration: ANSWER_WITHIN_MS,
    cooldownDuration: REFETCH_MS,
  });
}

function unreachable(issuer: string, error: unknown, hasLocal: boolean): string {
  const { message, cause } = error as Error;
  const reason = cause instanceof Error ? `${message}: ${cause.message || String(cause)}` : message;
  const instead = hasLocal
    ? "checking tokens with this checkout's own key meanwhile"
    : 'and there are no local keys, so that no token can be checked';
  return `The token issuer ${issuer} gives no keys (${reason}); ${instead}.`;
}
