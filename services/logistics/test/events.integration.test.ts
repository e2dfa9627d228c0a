import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { publicationsOf } from '@cartless/aggregate';
import type { DomainEvent, ShipmentId } from '@cartless/domain';
import { eventsOf } from '@cartless/testing';
import { shipmentDeclaration } from '../src/shipments/shipment-store.ts';
import { firstParcel, openWorld, paidOrder, shopper, type World } from './world.ts';

describe('what other services are told', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
    await world.control('webhooks', { paused: true });
  });
  afterAll(() => world.close());

  /** The events of a parcel's last write, as the relay makes them of its item. */
  const told = async (orderNumber: string, id: ShipmentId, { items } = world): Promise<DomainEvent[]> => {
    const item = await items.get({ pk: orderNumber, sk: id }, { consistent: true });
    return [...eventsOf(item, publicationsOf(shipmentDeclaration))];
  };

  it('is that a parcel is made and that it left, with the versions of the parcel', async () => {
    const order = paidOrder();
    const id = firstParcel(order);
    await world.create(order);
    const [made] = await told(order.orderNumber, id);
    expect(made).toMatchObject({
      type: 'logistics.shipment-created.v1',
      subject: id,
      sequence: 1,
      data: {
        orderId: order.orderId,
        userId: order.userId,
        status: 'created',
        carrier: null,
        trackingNumber: null,
      },
    });
    expect(await world.shipments.find(id)).toMatchObject({ version: 1 });
  });

  it('is departure before arrival, each with a version of its own, when one update brings both', async () => {
    const manual = await openWorld({ autoDispatch: false });
    await manual.control('webhooks', { paused: true });
    const order = paidOrder();
    const id = firstParcel(order);
    await manual.create(order);
    const { label } = await manual.buy(id, { dispatch: false });
    const before = (await manual.shipments.find(id))?.version ?? 0;
    await manual.control(`trackers/${label?.trackingNumber}`, { status: 'delivered' });
    await manual.pass(3);
    await manual.catchUp();
    const parcel = await manual.shipments.find(id);
    expect(parcel).toMatchObject({ status: 'delivered' });
    expect(parcel?.version).toBe(before + 2);
    expect(await told(order.orderNumber, id, manual)).toMatchObject([
      { type: 'logistics.shipment-dispatched.v1', sequence: before + 1, data: { status: 'dispatched' } },
      { type: 'logistics.shipment-delivered.v1', sequence: before + 2, data: { status: 'delivered' } },
    ]);
    await manual.close();
  });

  it('is what became of a wish for a replacement, and why', async () => {
    const order = paidOrder();
    const id = firstParcel(order);
    await world.create(order);
    await world.buyInBackground(id);
    const ask = (reason: 'lost' | 'damaged') =>
      world.requestReship({
        typed: order.orderNumber,
        caller: shopper,
        wish: { reason, photos: [] },
        idempotencyKey: undefined,
      });
    await ask('lost');
    expect(await told(order.orderNumber, id)).toMatchObject([
      { type: 'logistics.reship-requested.v1', data: { reason: 'lost' } },
    ]);
    await world.reject(id, 'It came back to us');
    expect(await told(order.orderNumber, id)).toMatchObject([
      // What somebody wrote is told to nobody.
      { type: 'logistics.reship-rejected.v1', data: { reason: '-' } },
    ]);
    await ask('damaged');
    const replacement = await world.approve(id);
    expect(await told(order.orderNumber, id)).toMatchObject([
      { type: 'logistics.reship-approved.v1', data: { reason: 'damaged' } },
    ]);
    expect(await told(order.orderNumber, replacement.id)).toMatchObject([
      { type: 'logistics.shipment-created.v1', sequence: 1, data: { replaces: id, status: 'created' } },
    ]);
  });
});
