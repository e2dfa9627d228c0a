import { ReshipApproved } from '@cartless/domain';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { memoryShop } from '../../test/memory-shop.ts';
import { readListings } from '../catalogue/listing-store.ts';
import type { Product } from '../catalogue/product.ts';
import { showAdminOrder } from '../ordering/admin-order-body.ts';
import { followShipment } from '../ordering/follow-shipment.ts';
import type { Order } from '../ordering/order.ts';
import { sweeping } from '../ordering/ordering-service.ts';
import { stockKey } from '../orders-table.ts';
import { readBuckets } from '../stock/bucket-store.ts';

const HOUR = 3_600_000;
const NUMBER = '20261121-4F7K2M9-C';
const FIRST = 'shp_1';

describe('what left in the place of a parcel although the shelf had too few', () => {
  let shop: ReturnType<typeof memoryShop>;
  let product: Product;
  let order: Order;
  const told: number[] = [];
  const follow = (tooFew = (_: string, __: string, missing: number) => void told.push(missing)) =>
    followShipment({
      ...shop.ports,
      readListings: readListings(shop.memory),
      readBuckets: readBuckets(shop.memory),
      decideWithinMs: HOUR,
      turnedUp: () => undefined,
      tooFew,
    });
  const approved = () => {
    const { orderId, userId } = order;
    const at = new Date(shop.clock.at).toISOString();
    const about = {
      shipmentId: FIRST,
      orderId,
      userId,
      orderNumber: NUMBER,
      status: 'delivered',
      at,
    } as const;
    return ReshipApproved.create({
      subject: FIRST,
      sequence: 5,
      time: at,
      data: { ...ReshipApproved.example, ...about },
    });
  };
  const read = () => shop.ports.read(order.orderId);
  const counted = (units: number) =>
    shop.memory.write([{ update: stockKey(product.productId, 1), add: { n: units } }]);
  const sweep = async (hours: number): Promise<void> => {
    shop.clock.at += hours * HOUR;
    const failed = (_: string, error: unknown): never => {
      throw error;
    };
    await sweeping(shop.ground, failed)();
  };

  beforeEach(async () => {
    told.length = 0;
    shop = memoryShop();
    product = await shop.product({ stock: 3, buckets: 2 });
    const items = [{ productId: product.productId, quantity: 3, unitPrice: product.price }];
    order = await shop.place([product], { items, paymentMethod: 'cod' });
    order = await shop.ports.change(order.orderId, (one) => ({
      state: { ...one, orderNumber: NUMBER } as Order,
    }));
    await counted(1);
    await follow().replaced(approved());
  });

  it('stands at the order in the same write, and staff sees it', async () => {
    const missing = [{ shipmentId: FIRST, items: [{ productId: product.productId, quantity: 2 }] }];
    expect(showAdminOrder(await read())).toMatchObject({ missing });
    expect(await shop.units(product)).toBe(0);
    expect(told).toEqual([2]);
  });

  it('is told by the event that comes again, when the process died before it told', async () => {
    told.length = 0;
    await follow().replaced(approved());
    expect(told).toEqual([2]);
    expect((await read()).missing).toHaveLength(1);
  });

  it('is taken from the shelf as far as it is there, until nothing is missing', async () => {
    await counted(1);
    await sweep(0.5);
    expect(await shop.units(product)).toBe(1);
    await sweep(1);
    expect((await read()).missing).toMatchObject([{ items: [{ quantity: 1 }] }]);
    expect(await shop.units(product)).toBe(0);
    await sweep(2);
    expect((await read()).missing).toHaveLength(1);
    await counted(4);
    await sweep(2);
    expect(await read()).not.toHaveProperty('missing');
    expect(await shop.units(product)).toBe(3);
    told.length = 0;
    await follow().replaced(approved());
    expect(told).toEqual([]);
  });
});
