import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OrderCancelled, type UserId } from '@cartless/domain';
import { firstParcel, openWorld, paidOrder, type World } from './world.ts';

describe('a user who deleted the account', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
    await world.control('webhooks', { paused: true });
  });
  afterAll(() => world.close());

  const leaver = 'usr_leaver' as UserId;
  const erase = (userId: UserId) => world.erase(userId);
  const cancelled = (order: ReturnType<typeof paidOrder>): OrderCancelled['data'] => ({
    ...OrderCancelled.example,
    ...order,
    reason: 'shopper',
  });

  it('leaves no name, phone, street or word on the parcels, and the others’ are untouched', async () => {
    const [own, other] = [paidOrder(undefined, { userId: leaver }), paidOrder()];
    for (const order of [own, other]) {
      await world.create(order);
      await world.buyInBackground(firstParcel(order));
    }
    const wish = { reason: 'lost' as const, note: 'I am Mei', photos: ['https://example.com/me.jpg'] };
    await world.requestReship({
      typed: own.orderNumber,
      caller: { userId: leaver, isStaff: false },
      wish,
      idempotencyKey: undefined,
    });
    await erase(leaver);
    await erase(leaver);
    const parcel = await world.shipments.find(firstParcel(own));
    const text = JSON.stringify(parcel);
    for (const personal of [
      own.shippingAddress.recipient,
      own.shippingAddress.phone,
      own.shippingAddress.line1,
      'Mei',
      'me.jpg',
    ]) {
      expect(text).not.toContain(personal);
    }
    expect(parcel).toMatchObject({
      status: 'dispatched',
      address: { country: 'CN' },
      reship: { reason: 'lost' },
    });
    expect((await world.shipments.find(firstParcel(other)))?.address).toEqual(other.shippingAddress);
  });

  it('still gets a parcel that waits for its label, and is forgotten with the label', async () => {
    const order = paidOrder(undefined, { userId: leaver });
    const id = firstParcel(order);
    await world.create(order);
    await erase(leaver);
    expect((await world.shipments.find(id))?.address).toEqual(order.shippingAddress);
    await world.buyInBackground(id);
    expect(await world.shipments.find(id)).toMatchObject({
      status: 'dispatched',
      erasedAt: expect.any(String),
      address: { recipient: '-' },
    });
  });

  it('is forgotten with the label of a parcel whose order became known only afterwards', async () => {
    const gone = 'usr_gone_before' as UserId;
    await erase(gone);
    const order = paidOrder(undefined, { userId: gone });
    const id = firstParcel(order);
    await world.create(order);
    await world.create(order);
    await world.buyInBackground(id);
    const parcel = await world.shipments.find(id);
    expect(parcel).toMatchObject({
      status: 'dispatched',
      erasedAt: expect.any(String),
      address: { recipient: '-' },
    });
    expect(JSON.stringify(parcel)).not.toContain(order.shippingAddress.line1);
    const { shipments } = (await world.control('state')) as { shipments: unknown };
    expect(JSON.stringify(shipments)).toContain(order.shippingAddress.line1);
  });

  it('is forgotten with a late order that is cancelled, whichever event comes first', async () => {
    const gone = 'usr_gone_and_cancelled' as UserId;
    await erase(gone);
    const orders = [0, 1, 2].map(() => paidOrder(undefined, { userId: gone }));
    const [paidFirst, cancelledFirst, onlyCancelled] = orders as [
      (typeof orders)[0],
      (typeof orders)[0],
      (typeof orders)[0],
    ];
    await world.create(paidFirst);
    await world.cancel(cancelled(paidFirst));
    await world.cancel(cancelled(cancelledFirst));
    await world.create(cancelledFirst);
    await world.cancel(cancelled(onlyCancelled));
    for (const order of orders) {
      const parcel = await world.shipments.find(firstParcel(order));
      expect(parcel).toMatchObject({
        status: 'cancelled',
        erasedAt: expect.any(String),
        address: { recipient: '-' },
      });
    }
  });

  it('is forgotten with a parcel that waited for its label when its order was cancelled', async () => {
    const order = paidOrder(undefined, { userId: leaver });
    await world.create(order);
    await erase(leaver);
    await world.cancel(cancelled(order));
    expect(await world.shipments.find(firstParcel(order))).toMatchObject({
      status: 'cancelled',
      erasedAt: expect.any(String),
      address: { recipient: '-' },
    });
  });
});
