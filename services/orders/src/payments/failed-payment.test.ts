import { describe, expect, it } from '@jest/globals';
import { memoryShop } from '../../test/memory-shop.ts';
import { MOST_FAILURES, noteFailedPayment } from './failed-payment.ts';
import { receivePayment } from './receive-payment.ts';
import { recordPayment } from './record-payment.ts';
import { readProviderEvent } from './stripe/provider-event.ts';

const NOW = Date.parse('2026-11-21T08:00:00Z');
const failed = (orderId: string, attempt = 'ch_1', at = NOW) => ({
  orderId,
  attempt,
  reason: 'declined' as const,
  at,
});
const stripeEvent = (error: object | null, id = 'evt_1', type = 'payment_intent.payment_failed') =>
  readProviderEvent(
    JSON.stringify({
      id,
      type,
      created: NOW / 1000,
      data: { object: { id: 'pi_1', metadata: { orderId: 'ord_1' }, last_payment_error: error } },
    }),
  );

describe('a payment that fails', () => {
  const open = async () => {
    const shop = memoryShop();
    const order = await shop.place([await shop.product()]);
    const told = () => shop.events.filter(({ type }) => type === 'orders.payment-failed.v1');
    return { shop, order, told, note: noteFailedPayment(shop.ports) };
  };

  it('is told once with what was to be paid and why, and leaves the order as it is', async () => {
    const { shop, order, told, note } = await open();
    const { orderId } = order;
    await note(failed(orderId));
    await note(failed(orderId));
    expect(told()).toHaveLength(1);
    expect(told()[0]).toMatchObject({
      data: {
        orderId,
        status: 'placed',
        reason: 'declined',
        amount: { amount: order.total, currency: 'CNY' },
        failedAt: '2026-11-21T08:00:00.000Z',
      },
    });
    await recordPayment(shop.ports)({
      orderId,
      intent: 'pi_1',
      amount: order.total,
      currency: 'CNY',
      at: NOW,
    });
    expect((await shop.ports.read(orderId)).status).toBe('paid');
  });

  it('counts each try, also one that is heard of after the order was paid', async () => {
    const { shop, order, told, note } = await open();
    const { orderId, total: amount } = order;
    await note(failed(orderId, 'ch_1'));
    await recordPayment(shop.ports)({ orderId, intent: 'pi_1', amount, currency: 'CNY', at: NOW });
    await note(failed(orderId, 'ch_2'));
    expect(told().map(({ data }) => (data as { status: string }).status)).toEqual(['placed', 'paid']);
  });

  it('is noted so often of one order, and not without end', async () => {
    const { order, told, note } = await open();
    for (let i = 0; i < MOST_FAILURES + 5; i += 1) await note(failed(order.orderId, `ch_${i}`));
    expect(told()).toHaveLength(MOST_FAILURES);
  });

  it('happened when the provider says so, but neither before the order nor in the future', async () => {
    const { shop, order, told, note } = await open();
    shop.clock.at += 60_000;
    await note(failed(order.orderId, 'a', 0));
    await note(failed(order.orderId, 'b', NOW + 30_000));
    await note(failed(order.orderId, 'c', NOW * 2));
    expect(told().map(({ data }) => Date.parse((data as { failedAt: string }).failedAt) - NOW)).toEqual([
      0, 30_000, 60_000,
    ]);
  });
});

describe("a failed payment among Stripe's events", () => {
  it.each([
    [{ code: 'card_declined', decline_code: 'insufficient_funds' }, 'insufficient-funds'],
    [{ code: 'card_declined', decline_code: 'generic_decline' }, 'declined'],
    [{ code: 'card_declined', decline_code: 'stolen_card' }, 'suspected-fraud'],
    [{ code: 'expired_card', decline_code: 'expired_card' }, 'card-expired'],
    [{ code: 'incorrect_cvc' }, 'wrong-details'],
    [{ code: 'payment_intent_authentication_failure' }, 'not-authenticated'],
    [{ code: 'payment_intent_payment_attempt_expired' }, 'given-up'],
    [{ code: 'processing_error' }, 'provider-error'],
    [{ code: 'something_new' }, 'other'],
    [null, 'other'],
  ])('with %j is %s', (error, reason) => {
    expect(stripeEvent(error)?.failure).toMatchObject({ orderId: 'ord_1', reason, at: NOW });
  });

  it('is one try for each charge, and for each event where there is no charge', () => {
    const attempt = (...event: Parameters<typeof stripeEvent>) => stripeEvent(...event)?.failure?.attempt;
    expect(attempt({ charge: 'ch_1' }, 'evt_1')).toBe(attempt({ charge: 'ch_1' }, 'evt_2'));
    expect(attempt({ charge: 'ch_1' })).not.toBe(attempt({ charge: 'ch_2' }));
    expect(attempt({}, 'evt_1')).not.toBe(attempt({}, 'evt_2'));
    expect(stripeEvent({}, 'evt_1', 'payment_intent.created')?.failure).toBeUndefined();
  });

  it('is queued to be noted at its order', async () => {
    const queued: string[] = [];
    const event = stripeEvent({ charge: 'ch_1' });
    if (event === undefined) throw new Error('no event of the provider');
    await receivePayment({
      webhooks: [{ recognises: () => true, read: () => Promise.resolve(event) }],
      keep: () => Promise.resolve(),
      queue: (id) => Promise.resolve(void queued.push(id)),
      queueDispute: () => Promise.reject(new Error('it is no dispute')),
      now: () => new Date(NOW),
    })({ headers: {}, body: '' });
    expect(queued).toEqual(['evt_1']);
  });
});
