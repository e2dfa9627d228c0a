import { createHash } from 'node:crypto';
import type { KeptAnswer, PaymentState } from '../payment-state.ts';
import { ApiError } from './api-error.ts';

const KEPT_MS = 24 * 60 * 60 * 1000;

/** The calls that are being worked on now, by idempotency key. */
export type CallsInFlight = Map<string, string>;

/** What makes two calls with the same key the same call, whatever the order of the parameters. */
export function fingerprintOf(form: string): string {
  const pairs = [...new URLSearchParams(form)].map(([name, value]) => JSON.stringify([name, value]));
  return createHash('sha256').update(pairs.toSorted().join()).digest('base64');
}

/**
 * The answer that an earlier call with this key got, or undefined for a new key.
 *
 * @throws ApiError 400 when the key came with another endpoint or other parameters, 409 when that call is not done yet.
 */
export function findKeptAnswer(
  state: PaymentState,
  inFlight: CallsInFlight,
  call: { key: string; endpoint: string; fingerprint: string },
): KeptAnswer | undefined {
  const { key, endpoint, fingerprint } = call;
  if (key.length > 255) throw new ApiError('Idempotency keys can have at most 255 characters.');
  if (inFlight.has(key)) {
    const message = `There is currently another in-progress request using this idempotency key: ${key}. Try again later.`;
    throw new ApiError(message, { status: 409, type: 'idempotency_error', code: 'idempotency_key_in_use' });
  }
  forgetOldAnswers(state);
  const kept = state.keptAnswers.get(key);
  if (kept === undefined) return undefined;
  if (kept.endpoint !== endpoint) {
    const message =
      `Keys for idempotent requests can only be used for the same endpoint they were first used for ` +
      `('${endpoint}' vs '${kept.endpoint}'). Try another key than '${key}' for another request.`;
    throw new ApiError(message, { type: 'idempotency_error' });
  }
  if (kept.fingerprint !== fingerprint) {
    const message =
      `Keys for idempotent requests can only be used with the same parameters they were first used with. ` +
      `Try another key than '${key}' for another request.`;
    throw new ApiError(message, { type: 'idempotency_error' });
  }
  return kept;
}

function forgetOldAnswers({ keptAnswers }: PaymentState): void {
  for (const [key, { at }] of keptAnswers) {
    if (at > Date.now() - KEPT_MS) return;
    keptAnswers.delete(key);
  }
}
