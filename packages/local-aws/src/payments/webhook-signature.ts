import { createHmac } from 'node:crypto';

/**
 * The value of the `Stripe-Signature` header: HMAC-SHA256 over the time, a dot and the body exactly as sent.
 *
 * @param seconds Seconds since 1970. Receivers refuse signatures older than five minutes, so sign at every try.
 * @see https://docs.stripe.com/webhooks#verify-manually
 */
export function signWebhook(body: string, secret: string, seconds: number): string {
  const digest = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  return `t=${seconds},v1=${digest}`;
}
