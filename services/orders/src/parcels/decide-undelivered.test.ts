import type { ShipmentId } from '@cartless/domain';
import { describe, expect, it } from '@jest/globals';
import { memoryShop } from '../../test/memory-shop.ts';
import { readListings } from '../catalogue/listing-store.ts';
import { stockKey } from '../orders-table.ts';
import { readBuckets } from '../stock/bucket-store.ts';
import { decideUndelivered } from './decide-undelivered.ts';
import { hear } from './parcel-news.ts';

describe('sending goods again that were drawn from several buckets', () => {
  it('takes all of their units from where there are enough, when one bucket has too few', async () => {
    const shop = memoryShop();
    const lamp = await shop.product({ stock: 4, buckets: 2 });
    const items = [{ productId: lamp.productId, quantity: 3, unitPrice: lamp.price }];
    const { orderId } = await shop.place([], { items });
    const news = { shipmentId: 'shp_a_1' as unknown as ShipmentId, sequence: 3, status: 'lost' } as const;
    const at = shop.clock.at;
    await shop.ports.change(orderId, (order) => ({
      state: { ...order, status: 'paid', orderNumber: '20261121-4F7K2M9-C' },
    }));
    await shop.ports.change(orderId, (order) =>
      hear(order, news, { at, by: 'carrier' }, { decideBy: at + 1, heardAt: at }),
    );
    // One bucket is empty by now, and the other has plenty.
    const { draws = [] } = (await shop.ports.read(orderId)).lines[0] ?? {};
    const [most] = draws.toSorted((a, b) => b.quantity - a.quantity);
    const other = most?.bucket === 0 ? 1 : 0;
    await shop.memory.write([{ update: stockKey(lamp.productId, other), add: { n: 5 } }]);
    const before = await shop.units(lamp);
    const { memory: table } = shop;
    const decided = await decideUndelivered({
      change: shop.ports.orders.change,
      readListings: readListings(table),
      readBuckets: readBuckets(table),
      undelivered: { keepFee: false },
      now: shop.ports.now,
    })({ orderId, outcome: 'reship', restock: false });
    expect(decided.status).toBe('shipped');
    expect(before - (await shop.units(lamp))).toBe(3);
  });
});
