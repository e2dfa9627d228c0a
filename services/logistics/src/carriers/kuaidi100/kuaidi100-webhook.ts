import { createHash, timingSafeEqual } from 'node:crypto';
import { provenBy, type Secret } from '@cartless/lambda';
import * as z from 'zod/mini';
import type { WebhookReader } from '../carrier.ts';
import { BadSignature, WebhookMalformed } from '../errors.ts';
import { Push, TrackResult } from './kuaidi100-shapes.ts';
import { readTrack } from './read-track.ts';
import { kuaidi100Sign } from './sign.ts';

const FORM = /^application\/x-www-form-urlencoded\b/i;

/**
 * Reads the pushes of Kuaidi100: forms of `param`, a JSON text, and `sign`, its MD5 together with a salt that only they and we know.
 * A push that is not answered in their words comes again, three times in two hours. One that is played again is harmless because
 * an update is applied at most once.
 */
export const kuaidi100Webhook = (salt: Secret): WebhookReader => ({
  recognises: (headers, body) =>
    FORM.test(headers['content-type'] ?? '') && new URLSearchParams(body).has('param'),

  async read(_, body) {
    const form = new URLSearchParams(body);
    const param = form.get('param') ?? '';
    if (!(await provenBy(salt, signatureFits(form.get('sign') ?? '', param)))) throw BadSignature();
    const push = z.safeParse(Push, readJson(param));
    if (!push.success) throw malformed(push.error);
    const eventId = createHash('sha256').update(param, 'utf8').digest('hex').slice(0, 32);
    const { status, lastResult } = push.data;
    const result = z.safeParse(TrackResult, lastResult);
    if (!result.success) throw malformed(result.error);
    return {
      eventId,
      update: { ...readTrack(result.data), ...(status === 'abort' && { unfollowed: true }) },
    };
  },

  answer: () => ({ result: true, returnCode: '200', message: '成功' }),
});

const signatureFits =
  (given: string, param: string) =>
  (salt: string): boolean => {
    const expected = Buffer.from(kuaidi100Sign(param, salt));
    const actual = Buffer.from(given.toUpperCase());
    return actual.length === expected.length && timingSafeEqual(actual, expected);
  };

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw WebhookMalformed({ details: { reason: 'param is not JSON' }, cause });
  }
}

const malformed = (error: z.core.$ZodError) =>
  WebhookMalformed({ details: { reason: z.prettifyError(error) } });
