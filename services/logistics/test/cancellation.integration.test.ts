import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OrderCancelled } from '@cartless/domain';
import { firstParcel, openWorld, paidOrder, type World } from './world.ts';

describe('a cancelled order', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ autoDispatch: false });
  });
  afterAll(() => world.close());

  const cancelled = (order: ReturnType<typeof paidOrder>): OrderCancelled['data'] => ({
    ...OrderCancelled.example,
    ...order,
    reason: 'shopper',
  });
  const atCarrier = async (reference: string) => {
    const state = (await world.control('state')) as {
      shipments: { reference: string; tracking_code: string | null; refund_status: string | null }[];
    };
    return state.shipments.filter((shipment) => shipment.reference === reference);
  };

  it('stops its parcel before a label is bought', async () => {
    const order = paidOrder();
    await world.create(order);
    await world.cancel(cancelled(order));
    await world.buyInBackground(firstParcel(order));
    expect((await world.shipments.find(firstParcel(order)))?.status).toBe('cancelled');
    expect(await atCarrier(firstParcel(order))).toEqual([]);
  });

  it('gives the label back', async () => {
    const order = paidOrder();
    await world.create(order);
    await world.buyInBackground(firstParcel(order));
    await world.cancel(cancelled(order));
    expect(await atCarrier(firstParcel(order))).toMatchObject([{ refund_status: 'submitted' }]);
    expect((await world.shipments.find(firstParcel(order)))?.voidedAt).toBeDefined();
    await world.cancel(cancelled(order));
  });

  it('makes no parcel when its cancellation arrives first', async () => {
    const order = paidOrder();
    await world.cancel(cancelled(order));
    await world.create(order);
    expect((await world.shipments.ofOrder(order.orderNumber)).map(({ status }) => status)).toEqual([
      'cancelled',
    ]);
  });

  it('without a number, or unpaid, leaves no trace here', async () => {
    const order = paidOrder();
    await world.cancel({ ...cancelled(order), orderNumber: null });
    await world.cancel({ ...cancelled(order), reason: 'unpaid' });
    expect(await world.shipments.ofOrder(order.orderNumber)).toEqual([]);
  });

  it('cannot stop a parcel that the carrier has', async () => {
    const order = paidOrder();
    await world.create(order);
    const { label } = await world.buy(firstParcel(order), { dispatch: true });
    await world.control(`trackers/${label?.trackingNumber}`, { status: 'in_transit' });
    const parcel = await world.shipments.find(firstParcel(order));
    if (parcel === undefined) throw new Error('no parcel');
    await world.pass(5);
    await world.catchUp();
    expect(await world.cancel(cancelled(order))).toEqual([firstParcel(order)]);
    expect((await world.shipments.find(firstParcel(order)))?.status).toBe('in-transit');
  });

  it('gets its label voided later when the carrier is down at the moment', async () => {
    const order = paidOrder();
    await world.create(order);
    await world.buyInBackground(firstParcel(order));
    await world.control('faults', { mode: 'error' });
    await world.cancel(cancelled(order));
    await world.control('faults', { mode: 'none' });
    expect((await world.shipments.find(firstParcel(order)))?.voidedAt).toBeUndefined();
    world.passHere(120);
    await world.catchUp();
    expect(await atCarrier(firstParcel(order))).toMatchObject([{ refund_status: 'submitted' }]);
    expect((await world.shipments.find(firstParcel(order)))?.dueAt).toBeUndefined();
  });
});
