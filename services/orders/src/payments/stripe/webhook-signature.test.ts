import { describe, expect, it } from '@jest/globals';
import Stripe from 'stripe';
import { readSignature, signatureHolds } from './webhook-signature.ts';

const SECRET = 'whsec_test';
const BODY = '{"id":"evt_1"}';
const NOW = 1_800_000_000;

/** Signed by the provider's own library. */
const sign = (secret = SECRET, timestamp = NOW) =>
  new Stripe('sk_test').webhooks.generateTestHeaderString({ payload: BODY, secret, timestamp });

function holds(header: string, body: string, secret: string, now: number): boolean {
  const signature = readSignature(header, now);
  return signature !== undefined && signatureHolds(signature, body)(secret);
}

describe("the provider's signature", () => {
  it('holds when it was made over this body, with our secret, in the last five minutes', () => {
    expect(holds(sign(), BODY, SECRET, NOW)).toBe(true);
    expect(holds(sign(), BODY, SECRET, NOW + 300)).toBe(true);
  });

  it('holds when one of several was made with our secret, as while secrets are rolled over', () => {
    expect(holds(`${sign()},v1=${'0'.repeat(64)}`, BODY, SECRET, NOW)).toBe(true);
  });

  it.each([
    ['another body', sign(), '{"id":"evt_2"}', NOW],
    ['another secret', sign('whsec_other'), BODY, NOW],
    ['an old one', sign(), BODY, NOW + 301],
    ['nothing', '', BODY, NOW],
    ['rubbish', 't=x,v1=zz', BODY, NOW],
  ])('does not hold for %s', (_, header, body, now) => {
    expect(holds(header, body, SECRET, now)).toBe(false);
  });
});
