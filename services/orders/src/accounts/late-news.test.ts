import { describe, expect, it } from '@jest/globals';
import { OrderCancelled, UserErased, UserReinstated, UserSuspended } from '@cartless/domain';
import { accountEvent, hearing } from '../../test/account-events.ts';
import { memoryShop, SHOPPER } from '../../test/memory-shop.ts';
import { numbering, sweeping } from '../ordering/ordering-service.ts';
import { recordPayment } from '../payments/record-payment.ts';
import { keepStanding } from './standing-store.ts';

const SECOND = 1000;

/** The account is barred, then something is ordered, and only then anybody here hears of it. */
async function orderedTooLate(more: object = {}, given: object = {}) {
  const shop = memoryShop();
  const lamp = await shop.product(given);
  const barredAt = shop.clock.at;
  shop.clock.at += SECOND;
  const { orderId } = await shop.place([lamp], more);
  shop.clock.at += SECOND;
  const order = () => shop.ports.read(orderId);
  const number = (userId?: string) => numbering(shop.ground)(orderId, userId);
  return { shop, lamp, orderId, order, number, barredAt, ...hearing(shop.ground) };
}

const WAYS = [
  ['by card', {}, {}],
  ['for cash', { paymentMethod: 'cod' }, {}],
  ['for nothing', {}, { price: { amount: 0, currency: 'CNY' }, limitPerShopper: { units: 9 } }],
] as const;

describe.each([
  ['suspended', UserSuspended],
  ['erased', UserErased],
])('an order that was placed right after its account was %s', (status, contract) => {
  describe.each(WAYS)('%s', (_way, more, given) => {
    it('is cancelled when the news comes after its number', async () => {
      const { shop, lamp, order, number, barredAt, hear } = await orderedTooLate(more, given);
      await number(SHOPPER);
      const news = accountEvent(contract, 3, barredAt);
      await hear(news);
      await hear(news);
      expect(await order()).toMatchObject({ status: 'cancelled', cancelled: { why: 'account' } });
      expect(await shop.units(lamp)).toBe(10);
      const cancelled = shop.events.filter(({ type }) => type === OrderCancelled.type);
      expect(cancelled).toMatchObject([{ data: { reason: 'admin' } }]);
    });

    it.each([SHOPPER, undefined])('is cancelled when its number comes after the news', async (userId) => {
      const { shop, lamp, order, number, barredAt } = await orderedTooLate(more, given);
      // As if the index of the shopper's orders did not have it yet.
      await keepStanding(shop.memory)(SHOPPER, accountEvent(contract, 3, barredAt));
      await number(userId);
      expect(await order()).toMatchObject({ status: 'cancelled', cancelled: { why: 'account' } });
      expect(await shop.units(lamp)).toBe(10);
      await number(userId);
      expect(shop.told().filter((type) => type === 'order-cancelled')).toHaveLength(1);
    });

    it('gives back what was paid for it, before or after', async () => {
      const { shop, orderId, order, barredAt, hear } = await orderedTooLate(more, given);
      const { total, paymentMethod } = await order();
      if (paymentMethod === 'cod' || total === 0) return;
      const pay = (intent: string) =>
        recordPayment(shop.ports)({ orderId, intent, amount: total, currency: 'CNY', at: shop.clock.at });
      await pay('pi_1');
      await hear(accountEvent(contract, 3, barredAt));
      await pay('pi_2');
      expect((await order()).refunds).toMatchObject([
        { intent: 'pi_1', amount: total },
        { intent: 'pi_2', amount: total },
      ]);
    });
  });

  it('tells of its shopper afterwards only when the account was not erased', async () => {
    const { order, barredAt, hear } = await orderedTooLate();
    await hear(accountEvent(contract, 3, barredAt));
    const { shippingAddress, erasedAt } = await order();
    expect(shippingAddress.recipient).toBe(status === 'erased' ? '-' : '林美');
    expect(erasedAt === undefined).toBe(status !== 'erased');
  });

  it('stays when it was placed before that, whichever comes first', async () => {
    for (const first of ['news', 'number'] as const) {
      const { shop, order, number, hear } = await orderedTooLate({ paymentMethod: 'cod' });
      const news = () => hear(accountEvent(contract, 3, shop.clock.at));
      for (const step of first === 'news' ? [news, number] : [number, news]) await step();
      expect(await order()).toMatchObject({ status: 'placed', orderNumber: expect.any(String) });
    }
  });

  it('is found by the sweep when its event was never published', async () => {
    const { shop, order, barredAt } = await orderedTooLate({ paymentMethod: 'cod' });
    await keepStanding(shop.memory)(SHOPPER, accountEvent(contract, 3, barredAt));
    shop.clock.at += 600 * SECOND;
    expect(await sweeping(shop.ground, () => undefined)()).toMatchObject({ numbered: 1, failed: 0 });
    expect(await order()).toMatchObject({ status: 'cancelled', cancelled: { why: 'account' } });
  });
});

it('an order of an account that is open again stays, in whichever order that is heard', async () => {
  for (const reversed of [false, true]) {
    const { shop, order, number, barredAt, hear } = await orderedTooLate({ paymentMethod: 'cod' });
    const events = [
      accountEvent(UserSuspended, 3, barredAt),
      accountEvent(UserReinstated, 4, shop.clock.at - 1),
    ];
    if (reversed) events.reverse();
    else await keepStanding(shop.memory)(SHOPPER, events.shift()!);
    for (const event of events) await hear(event);
    await number();
    expect(await order()).toMatchObject({ status: 'placed', orderNumber: expect.any(String) });
  }
});
