import { createHmac, timingSafeEqual } from 'node:crypto';

/** How old a signature may be, in seconds; as in the provider's own libraries. */
const TOLERANCE = 300;

/** When a body was signed, and the signatures under it. */
export type Signature = Readonly<{ time: number; given: readonly Buffer[] }>;

/** Reads the header; undefined for what was not signed within the last minutes. */
export function readSignature(header: string, nowSeconds: number): Signature | undefined {
  const parts = header.split(',').map((part) => part.trim().split('='));
  const time = Number(parts.find(([name]) => name === 't')?.[1]);
  if (!Number.isInteger(time) || Math.abs(nowSeconds - time) > TOLERANCE) return undefined;
  const given = parts.filter(([name]) => name === 'v1').map(([, value = '']) => Buffer.from(value, 'hex'));
  return { time, given };
}

/**
 * Checks the provider's signature over a webhook's body: HMAC-SHA256 of `<time>.<body>`. Done here because the SDK
 * would weigh ten times the rest of the function that answers webhooks.
 *
 * @returns whether it was made with a secret
 * @see https://docs.stripe.com/webhooks#verify-manually
 */
export const signatureHolds =
  ({ time, given }: Signature, body: string) =>
  (secret: string): boolean => {
    const expected = createHmac('sha256', secret).update(`${time}.${body}`).digest();
    return given.some((one) => one.length === expected.length && timingSafeEqual(one, expected));
  };
