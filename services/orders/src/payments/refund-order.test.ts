import { describe, expect, it } from '@jest/globals';
import { type Items, newWriteId } from '@cartless/aggregate';
import { anOrder } from '../../test/an-order.ts';
import { memoryShop } from '../../test/memory-shop.ts';
import type { Order } from '../ordering/order.ts';
import { giveBack, MOST_REFUNDS } from './refund.ts';
import { note } from './noted-refund.ts';
import { settle } from './refund-moves.ts';
import { refundOrder } from './refund-order.ts';

/** A table that loses the answer to every write once, and a client that repeats it. */
const losingAnswers = (items: Items): Items => ({
  ...items,
  async write(writes, id = newWriteId()) {
    await items.write(writes, id);
    return items.write(writes, id);
  },
});

describe('giving money back', () => {
  const stored = async (order: Order, around?: Parameters<typeof memoryShop>[0]) => {
    const shop = memoryShop(around);
    await shop.ports.orders.create(() => ({ state: order }));
    return { shop, refund: refundOrder(shop.ports) };
  };

  it('happens once when the answer of the database is lost and the client repeats its call', async () => {
    const { shop, refund } = await stored(anOrder('paid'), losingAnswers);
    const { refunds } = await refund({ orderId: 'ord_1', amount: 500, reason: 'sorry' });
    expect(refunds.map(({ amount }) => amount)).toEqual([500]);
    expect((await shop.ports.read('ord_1')).refunds).toHaveLength(1);
    expect(shop.told()).toEqual(['refund-owed']);
  });

  it('is one refund for one key, and refuses the key for another', async () => {
    const { refund } = await stored(anOrder('paid'));
    const ask = { orderId: 'ord_1', amount: 500, reason: 'sorry', idempotencyKey: 'k' };
    await refund(ask);
    expect((await refund(ask)).refunds).toHaveLength(1);
    await expect(refund({ ...ask, amount: 600 })).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
  });

  it('stops at what arrived', async () => {
    const { refund } = await stored(anOrder('paid'));
    const all = refund({ orderId: 'ord_1', amount: 10_001, reason: 'sorry' });
    await expect(all).rejects.toMatchObject({ code: 'REFUND_TOO_LARGE', details: { refundable: 10_000 } });
  });

  it('has an end, so that an order can always be written: 217 refunds with long reasons once filled its item', async () => {
    const { shop, refund } = await stored(anOrder('paid'));
    const one = () => refund({ orderId: 'ord_1', amount: 1, reason: '因'.repeat(500) });
    for (let i = 0; i < MOST_REFUNDS; i += 1) await one();
    await expect(one()).rejects.toMatchObject({ code: 'TOO_MANY_REFUNDS', kind: 'conflict' });
    // What happens at the provider, and every move, still finds room.
    for (let i = 1; i <= 200; i += 1) {
      const seen = { intent: 'pi_1', refundedInAll: MOST_REFUNDS + i, at: i };
      await shop.ports.change('ord_1', (order) => note(order, seen, i));
    }
    const { refunds } = await shop.ports.read('ord_1');
    expect(refunds).toHaveLength(MOST_REFUNDS + 1);
    expect(refunds.reduce((sum, { amount }) => sum + amount, 0)).toBe(MOST_REFUNDS + 200);
  });
});

describe('a refund that the provider took', () => {
  const owing = giveBack(anOrder('paid'), 3000, { reason: 'sorry', at: 7 }).state;
  const [{ key } = { key: '' }] = owing.refunds;

  it('is done, and told with its amount', () => {
    const change = settle(owing, key, 9, { amount: 3000, inAll: 3000 });
    expect(change?.state.refunds).toMatchObject([{ amount: 3000, doneAt: 9 }]);
    expect(change?.facts).toEqual([{ type: 'order-refunded', at: 9, refund: 3000, refundedAt: 9 }]);
    expect(change && settle(change.state, key, 10, { amount: 3000, inAll: 3000 })).toBeUndefined();
  });

  it('tells of what somebody gave back in the dashboard at the same time, too', () => {
    const change = settle(owing, key, 9, { amount: 2000, inAll: 10_000 });
    expect(change?.state.refunds).toMatchObject([
      { amount: 2000, asked: 3000, doneAt: 9 },
      { amount: 8000, doneAt: 9, reason: 'given back at the provider' },
    ]);
    expect(change?.facts).toMatchObject([{ refund: 10_000 }]);
  });

  it('is noted with the time that the provider tells', () => {
    const change = note(anOrder('paid'), { intent: 'pi_1', refundedInAll: 400, at: 6 }, 8);
    expect(change?.facts).toEqual([{ type: 'order-refunded', at: 8, refund: 400, refundedAt: 6 }]);
    const stranger = () => note(anOrder('paid'), { intent: 'pi_9', refundedInAll: 1, at: 3 }, 8);
    expect(stranger).toThrow(/not recorded here yet/);
  });
});
