import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { setEnvironment, setSecrets } from '@cartless/testing';
import { handler as receivePayment } from '../src/payments/receive-payment/handler.ts';
import { openShop, type Shop, testQueue } from './shop.ts';

const OLD = 'whsec_5WbX5kEWLlfzsGNjH64I8lOOqUB6e8FH';
const NEW = 'whsec_9TrQ2mNVyDcKpZ1sA7uEoXhLw4GbJf0R';

/** An event that tells of money, signed as the provider signs. */
function event(id: string, ...secrets: readonly string[]) {
  const body = JSON.stringify({
    id,
    type: 'checkout.session.completed',
    created: 1,
    data: {
      object: {
        client_reference_id: 'ord_1',
        payment_intent: 'pi_1',
        payment_status: 'paid',
        amount_total: 1,
        currency: 'cny',
      },
    },
  });
  const time = Math.floor(Date.now() / 1000);
  const signatures = secrets.map(
    (secret) => `v1=${createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')}`,
  );
  return { body, headers: { 'stripe-signature': [`t=${time}`, ...signatures].join(',') } };
}

describe('a webhook of the payment provider', () => {
  let shop: Shop;
  let queue: Awaited<ReturnType<typeof testQueue>>;
  beforeAll(async () => {
    shop = await openShop();
  });
  beforeEach(async () => {
    queue = await testQueue();
    setEnvironment({ PAYMENTS_QUEUE_URL: queue.url, DISPUTES_QUEUE_URL: queue.url });
  });
  afterAll(() => shop.close());

  const secretIs = (value: string) => setSecrets('orders', { 'stripe-webhook-secret': value });
  const receive = ({ body, headers }: ReturnType<typeof event>) =>
    shop.call(receivePayment, { method: 'POST', path: '/payments/webhook', headers, body });
  const kept = async () => (await shop.everything()).length;

  it.each([
    ['a placeholder', 'not-set'],
    ['another placeholder', 'changeme-changeme-changeme'],
    ['white space', '   '],
    ['short', 'whsec_local'],
  ])('is not believed when the secret is %s, and is sent again later', async (_, weak) => {
    await secretIs(weak);
    const answer = await receive(event('evt_weak', weak));
    expect(answer).toMatchObject({ status: 503, body: { code: 'SECRET_UNAVAILABLE' } });
    expect(answer.headers).toMatchObject({ 'retry-after': '5' });
    expect([await kept(), await queue.take()]).toEqual([0, []]);
  });

  it('is not believed when nobody stored a secret', async () => {
    setEnvironment({ STRIPE_WEBHOOK_SECRET_PARAMETER: '/cartless/test-none/orders/stripe-webhook-secret' });
    for (const signedWith of ['not-set', '', 'undefined']) {
      expect((await receive(event('evt_none', signedWith))).status).toBe(503);
    }
    expect([await kept(), await queue.take()]).toEqual([0, []]);
  });

  it('is not believed when it is signed with another secret, and says nothing of ours', async () => {
    await secretIs(OLD);
    const answer = await receive(event('evt_forged', NEW));
    expect(answer).toMatchObject({ status: 400, body: { code: 'WEBHOOK_SIGNATURE_INVALID' } });
    expect(JSON.stringify(answer)).not.toContain(OLD);
    expect(await kept()).toBe(0);
  });

  it('is believed with either of two secrets, while one takes the place of the other', async () => {
    await secretIs(`${NEW}\n${OLD}`);
    expect((await receive(event('evt_old', OLD))).status).toBe(200);
    expect((await receive(event('evt_new', NEW))).status).toBe(200);
    expect((await receive(event('evt_both', 'whsec_of_nobody_that_we_know', NEW))).status).toBe(200);
    expect(await kept()).toBe(3);
  });
});
