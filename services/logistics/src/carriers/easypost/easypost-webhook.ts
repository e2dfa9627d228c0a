import { createHmac, timingSafeEqual } from 'node:crypto';
import { provenBy, type Secret } from '@cartless/lambda';
import * as z from 'zod/mini';
import type { WebhookReader } from '../carrier.ts';
import { BadSignature, WebhookMalformed } from '../errors.ts';
import { Tracker, WebhookEvent } from './easypost-shapes.ts';
import { readTracker } from './read-tracker.ts';

const SIGNATURE = 'x-hmac-signature';

/**
 * Reads the webhooks of EasyPost: JSON events signed with HMAC-SHA256 over the raw body. The signature has no time in
 * it; a call that is played again is harmless because an update is applied at most once.
 */
export const easypostWebhook = (secret: Secret): WebhookReader => ({
  recognises: (headers) => headers[SIGNATURE] !== undefined,
  async read(headers, body) {
    if (!(await provenBy(secret, signatureFits(headers[SIGNATURE] ?? '', body)))) throw BadSignature();
    const event = z.safeParse(WebhookEvent, readJson(body));
    if (!event.success) throw malformed(event.error);
    const { id: eventId, description, result } = event.data;
    if (!description.startsWith('tracker.')) return { eventId, update: undefined };
    const tracker = z.safeParse(Tracker, result);
    if (!tracker.success) throw malformed(tracker.error);
    return { eventId, update: readTracker(tracker.data) };
  },
});

const signatureFits =
  (given: string, body: string) =>
  (secret: string): boolean => {
    const digest = createHmac('sha256', Buffer.from(secret.normalize('NFKD'), 'utf8'))
      .update(body, 'utf8')
      .digest('hex');
    const expected = Buffer.from(`hmac-sha256-hex=${digest}`);
    const actual = Buffer.from(given);
    return actual.length === expected.length && timingSafeEqual(actual, expected);
  };

function readJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (cause) {
    throw WebhookMalformed({ details: { reason: 'not JSON' }, cause });
  }
}

const malformed = (error: z.core.$ZodError) =>
  WebhookMalformed({ details: { reason: z.prettifyError(error) } });
