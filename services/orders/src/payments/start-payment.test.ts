import { beforeEach, describe, expect, it } from '@jest/globals';
import { FakePayments } from '../../test/fake-payments.ts';
import { memoryShop, SHOPPER } from '../../test/memory-shop.ts';
import { cancelOrder } from '../ordering/cancel-order.ts';
import { type Order, payUntil } from '../ordering/order.ts';
import { settleDue } from '../ordering/settle-due.ts';
import { closeCheckout } from './close-checkout.ts';
import { startPayment } from './start-payment.ts';

const MINUTE = 60_000;
const HALF_AN_HOUR = 30 * MINUTE;

describe('the payment page', () => {
  let shop: ReturnType<typeof memoryShop>;
  let payments: FakePayments;
  let order: Order;
  beforeEach(async () => {
    shop = memoryShop();
    payments = new FakePayments(() => shop.clock.at);
    order = await shop.place([await shop.product()]);
  });
  const start = () => startPayment({ ...shop.ports, payments })({ orderId: order.orderId, userId: SHOPPER });
  const read = () => shop.ports.read(order.orderId);
  const cancel = () => cancelOrder(shop.ports)({ orderId: order.orderId, userId: SHOPPER, isStaff: false });
  const close = () => closeCheckout({ ...shop.ports, payments })(order.orderId);
  const sessions = () => [...payments.sessions.values()];

  it('ends when the order can be paid no longer, and not before', async () => {
    shop.clock.at += 14 * MINUTE;
    const { expiresAt } = await start();
    const payBy = payUntil(await read());
    expect(Date.parse(expiresAt)).toBe(payBy);
    expect(sessions()).toMatchObject([{ endsAt: payBy, status: 'open' }]);
    expect((payBy ?? 0) - shop.clock.at).toBeGreaterThanOrEqual(HALF_AN_HOUR);
    // The time that it had at first is over.
    shop.clock.at += 2 * MINUTE;
    await settleDue(shop.ports)(order.orderId);
    expect((await read()).status).toBe('placed');
    // What was paid at the last moment is told a little later.
    shop.clock.at = (payBy ?? 0) + MINUTE;
    await settleDue(shop.ports)(order.orderId);
    expect((await read()).status).toBe('placed');
    await expect(start()).rejects.toMatchObject({ code: 'ORDER_NOT_PAYABLE' });
    shop.clock.at = (payBy ?? 0) + 3 * MINUTE;
    await settleDue(shop.ports)(order.orderId);
    expect((await read()).status).toBe('cancelled');
  });

  it('is the same page when it is asked for again, with the same time', async () => {
    const first = await start();
    shop.clock.at += 20 * MINUTE;
    expect(await start()).toEqual(first);
    expect(sessions()).toHaveLength(1);
  });

  it('is found and closed after a cancellation when the answer that named it was lost', async () => {
    payments.deaths.next = 'after';
    await expect(start()).rejects.toThrow('lost');
    expect(await read()).not.toHaveProperty('session');
    shop.clock.at += 20 * MINUTE;
    await cancel();
    await close();
    expect(sessions()).toMatchObject([{ status: 'expired' }]);
  });

  it('is not made by the closing when the provider was never reached', async () => {
    payments.deaths.next = 'before';
    await expect(start()).rejects.toThrow('not reached');
    shop.clock.at += 5 * MINUTE;
    await cancel();
    await close();
    expect(sessions()).toEqual([]);
  });

  it('is made with more time when the first try never reached the provider', async () => {
    payments.deaths.next = 'before';
    await expect(start()).rejects.toThrow('not reached');
    shop.clock.at += 5 * MINUTE;
    const { expiresAt } = await start();
    expect(Date.parse(expiresAt) - shop.clock.at).toBeGreaterThanOrEqual(HALF_AN_HOUR);
    expect(sessions()).toMatchObject([{ endsAt: payUntil(await read()) }]);
  });

  it('is asked for at nobody when the order was never to be paid there', async () => {
    await cancel();
    await close();
    expect(sessions()).toEqual([]);
  });
});
