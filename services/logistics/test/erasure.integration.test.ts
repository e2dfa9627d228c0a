import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { UserId } from '@cartless/domain';
import { eraseUser } from '../src/application/erase-user.ts';
import { firstParcel, openWorld, paidOrder, type World } from './world.ts';

describe('a user who deleted the account', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
    await world.control('webhooks', { paused: true });
  });
  afterAll(() => world.close());

  const leaver = 'usr_leaver' as UserId;
  const erase = (userId: UserId) => eraseUser({ shipments: world.shipments })(userId);

  it('leaves no name, phone, street or word on the parcels, and the others’ are untouched', async () => {
    const [own, other] = [paidOrder(undefined, { userId: leaver }), paidOrder()];
    for (const order of [own, other]) {
      await world.create(order);
      await world.buyInBackground(firstParcel(order));
    }
    const wish = { reason: 'lost' as const, note: 'I am Mei', photos: ['https://example.com/me.jpg'] };
    await world.requestReship({
      typed: own.orderNumber,
      caller: { userId: leaver, isAdmin: false },
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
      erasure: 'done',
      address: { recipient: '-' },
    });
  });
});
