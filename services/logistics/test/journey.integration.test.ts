import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@cartless/eventually';
import { firstParcel, openWorld, paidOrder, shopper, stranger, admin, type World } from './world.ts';

describe('the way of a parcel', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  it('leads from the paid order to the front door', async () => {
    const order = paidOrder();
    const id = firstParcel(order);
    await world.create(order);
    expect(await world.buyInBackground(id)).toBe('bought');
    const sent = await world.track(order.orderNumber, shopper);
    expect(sent).toMatchObject({ status: 'dispatched', carrier: 'SFExpress', stale: false });
    expect(sent.estimatedDelivery).not.toBeNull();

    await world.pass(5);
    await eventually(
      () => world.track(order.orderNumber, shopper),
      ({ status }) => status === 'in-transit',
    );
    await world.pass(24 * 8);
    const home = await eventually(
      () => world.track(order.orderNumber, shopper),
      ({ status }) => status === 'delivered',
    );
    const times = home.events.map(({ time }) => time);
    expect(times).toEqual(times.toSorted());
    expect(home.events.map(({ status }) => status)).toEqual(
      expect.arrayContaining(['label-bought', 'in-transit', 'out-for-delivery', 'delivered']),
    );
  });

  it('makes one parcel and buys one label however often the order is told', async () => {
    const order = paidOrder();
    const id = firstParcel(order);
    await Promise.all([world.create(order), world.create(order), world.create(order)]);
    await Promise.all([world.buyInBackground(id), world.buyInBackground(id), world.buyInBackground(id)]);
    await world.create(order);
    await world.buyInBackground(id);
    const { shipments } = (await world.control('state')) as {
      shipments: { reference: string; tracking_code: string | null }[];
    };
    const bought = shipments.filter(
      ({ reference, tracking_code: code }) => reference === id && code !== null,
    );
    expect(bought).toHaveLength(1);
    expect(await world.shipments.ofOrder(order.orderNumber)).toHaveLength(1);
  });

  it('is nobody else’s business, but an administrator’s', async () => {
    const order = paidOrder();
    await world.create(order);
    await expect(world.track(order.orderNumber, stranger)).rejects.toMatchObject({
      code: 'SHIPMENT_NOT_FOUND',
    });
    await expect(world.track('20261121-4F7K2M9-A', shopper)).rejects.toMatchObject({
      code: 'SHIPMENT_NOT_FOUND',
    });
    expect(
      await world.track(` ${order.orderNumber.toLowerCase().replaceAll('-', ' ')}`, admin),
    ).toMatchObject({
      orderNumber: order.orderNumber,
      status: 'created',
      carrier: null,
    });
  });
});
