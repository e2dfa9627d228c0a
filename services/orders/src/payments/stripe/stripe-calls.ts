import { callWith, type Secret } from '@cartless/lambda';
import Stripe from 'stripe';
import { PaymentDisputed, PaymentRefused, ProviderUnavailable } from '../errors.ts';

/** Makes calls, each with the key that holds at the moment. Failures are those of `Payments`. */
type StripeCalls = Readonly<{
  once<T>(call: (stripe: Stripe) => Promise<T>): Promise<T>;
  all<T>(list: (stripe: Stripe) => AsyncIterable<T>): AsyncGenerator<T>;
}>;

/** What calls Stripe. A key that Stripe refuses is read again, because it may have been replaced. */
export function stripeCalls(key: Secret, config: Stripe.StripeConfig): StripeCalls {
  let current: Readonly<{ value: string; stripe: Stripe }> | undefined;
  const client = (value: string): Stripe => {
    if (current?.value === value) return current.stripe;
    const stripe = new Stripe(value, { maxNetworkRetries: 1, telemetry: false, ...config });
    current = { value, stripe };
    return stripe;
  };
  const once: StripeCalls['once'] = async (call) => {
    try {
      return await callWith(key, (value) => call(client(value)), isKeyRefused);
    } catch (cause) {
      throw translation(cause);
    }
  };
  return {
    once,
    async *all(list) {
      // The first page tells whether the key holds.
      const { first, rest } = await once(async (stripe) => {
        const items = list(stripe)[Symbol.asyncIterator]();
        return { first: await items.next(), rest: { [Symbol.asyncIterator]: () => items } };
      });
      if (first.done === true) return;
      yield first.value;
      try {
        yield* rest;
      } catch (cause) {
        throw translation(cause);
      }
    },
  };
}

/** What passes although the provider says it as a refusal: somebody else is at the same thing. */
const PASSING = new Set(['idempotency_key_in_use', 'lock_timeout']);

/** Why the provider will not carry out a call that it understood, however often it is asked; undefined for what may pass, and for our own keys' faults. */
export function refusalOf(error: unknown): string | undefined {
  if (error instanceof RangeError) return error.message;
  if (!(error instanceof Stripe.errors.StripeError) || PASSING.has(error.code ?? '')) return undefined;
  return [400, 402, 404].includes(error.statusCode ?? 0) ? error.message : undefined;
}

const isKeyRefused = (error: unknown): boolean => error instanceof Stripe.errors.StripeAuthenticationError;

const isDisputed = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeError && error.code === 'charge_disputed';

function translation(cause: unknown): Error {
  const reason = refusalOf(cause);
  if (reason !== undefined && isDisputed(cause)) return PaymentDisputed({ cause, details: { reason } });
  if (reason !== undefined) return PaymentRefused({ cause, details: { reason } });
  return ProviderUnavailable({ cause, details: { retryAfter: 2 } });
}
