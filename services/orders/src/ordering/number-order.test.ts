import { orderNumber } from '@cartless/domain';
import { describe, expect, it } from '@jest/globals';
import { memoryShop } from '../../test/memory-shop.ts';
import { numberKey } from '../orders-table.ts';
import { numbering, sweeping } from './ordering-service.ts';
import { drawing, numberOrder } from './number-order.ts';

const fail = (orderId: string, cause: unknown): never => {
  throw new Error(orderId, { cause });
};

describe('numbering an order', () => {
  it('gives it one number, once, and tells of it', async () => {
    const shop = memoryShop();
    const { orderId } = await shop.place([await shop.product()]);
    await numbering(shop.ground)(orderId);
    const { orderNumber: given } = await shop.ports.read(orderId);
    await numbering(shop.ground)(orderId);
    expect(await shop.ports.read(orderId)).toMatchObject({ orderNumber: given, version: 2 });
    expect(shop.told()).toEqual(['product-changed', 'order-placed', 'order-confirmed']);
    expect(await shop.memory.get(numberKey(given ?? ''))).toMatchObject({ id: orderId });
  });

  it('draws again when the number is taken', async () => {
    const shop = memoryShop();
    const { orderId, placedAt } = await shop.place([await shop.product()]);
    const draws = [new Uint8Array(8), new Uint8Array(8), new Uint8Array(8).fill(7)];
    const taken = orderNumber(new Date(placedAt), draws[0]!);
    await shop.memory.write([{ put: { ...numberKey(taken), id: 'ord_other' } }]);
    await numberOrder({ ...shop.ports, drawNumber: drawing(() => draws.shift()!) })(orderId);
    const { orderNumber: given } = await shop.ports.read(orderId);
    expect(given).not.toBe(taken);
    expect(draws).toEqual([]);
  });

  it('is made up for by the sweep when the event was written and never published', async () => {
    const shop = memoryShop();
    const { orderId } = await shop.place([await shop.product()], { paymentMethod: 'cod' });
    const sweep = sweeping(shop.ground, fail);
    shop.clock.at += 60_000;
    expect(await sweep()).toMatchObject({ numbered: 0 });
    shop.clock.at += 120_000;
    expect(await sweep()).toMatchObject({ numbered: 1, failed: 0 });
    expect((await shop.ports.read(orderId)).orderNumber).not.toBeNull();
    expect(await sweep()).toMatchObject({ numbered: 0 });
  });
});
