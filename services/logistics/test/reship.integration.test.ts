import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { OrderNumber } from '@cartless/domain';
import { admin, firstParcel, openWorld, paidOrder, shopper, stranger, type World } from './world.ts';

describe('a replacement', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  let number: OrderNumber;
  const wish = { reason: 'damaged' as const, photos: ['https://example.com/1.jpg'] };
  const ask = (change: Partial<Parameters<World['requestReship']>[0]> = {}) =>
    world.requestReship({ typed: number, caller: shopper, wish, idempotencyKey: undefined, ...change });
  beforeEach(async () => {
    const order = paidOrder();
    number = order.orderNumber;
    await world.create(order);
    await world.buyInBackground(firstParcel(order));
  });

  it('is asked for, approved and sent on its own label', async () => {
    const { shipment } = await ask();
    expect(shipment.reship).toMatchObject({ state: 'requested', reason: 'damaged' });
    const { items } = await world.list({ reship: 'requested', limit: 100 });
    expect(items.map(({ id }) => id)).toContain(shipment.id);

    const replacement = await world.approve(shipment.id);
    expect(replacement).toMatchObject({ status: 'created', replaces: shipment.id, orderNumber: number });
    expect((await world.list({ reship: 'requested', limit: 100 })).items.map(({ id }) => id)).not.toContain(
      shipment.id,
    );
    expect(await world.buyInBackground(replacement.id)).toBe('bought');
    const view = await world.track(number, shopper);
    expect(view.shipmentId).toBe(replacement.id);
    expect(view.parcels).toHaveLength(2);
    expect(new Set(view.parcels.map(({ trackingNumber }) => trackingNumber)).size).toBe(2);
  });

  it('can be open once at a time, and be asked for again after a refusal', async () => {
    const { shipment } = await ask();
    await expect(ask()).rejects.toMatchObject({ code: 'RESHIP_ALREADY_OPEN' });
    await world.reject(shipment.id, 'The photo shows another parcel');
    expect((await world.track(number, shopper)).reship).toMatchObject({
      state: 'rejected',
      refusal: 'The photo shows another parcel',
    });
    await expect(world.approve(shipment.id)).rejects.toMatchObject({ code: 'RESHIP_NOT_REQUESTED' });
    await expect(ask()).resolves.toMatchObject({ replayed: false });
  });

  it('is approved at once when an administrator asks', async () => {
    const { shipment } = await ask({ caller: admin });
    expect(shipment).toMatchObject({ status: 'created', replaces: firstParcel(paidOrder(number)) });
  });

  it('is made once by ten administrators who approve at once', async () => {
    const { shipment } = await ask();
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => world.approve(shipment.id)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await world.shipments.ofOrder(number)).toHaveLength(2);
  });

  it('is answered the same for the same Idempotency-Key', async () => {
    const first = await ask({ idempotencyKey: 'a-key-of-mine' });
    expect(await ask({ idempotencyKey: 'a-key-of-mine' })).toEqual({
      shipment: first.shipment,
      replayed: true,
    });
    await expect(
      ask({ idempotencyKey: 'a-key-of-mine', wish: { reason: 'lost', photos: [] } }),
    ).rejects.toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
  });

  it('can be of some of the items, if they were in the parcel', async () => {
    const some = { ...wish, items: [{ productId: 'prd_0demo', quantity: 1 }] };
    const { shipment } = await ask({ wish: some });
    expect((await world.approve(shipment.id)).lines).toMatchObject([{ productId: 'prd_0demo', quantity: 1 }]);
    const other = paidOrder();
    await world.create(other);
    await world.buyInBackground(firstParcel(other));
    await expect(
      ask({ typed: other.orderNumber, wish: { ...wish, items: [{ productId: 'prd_0demo', quantity: 3 }] } }),
    ).rejects.toMatchObject({ code: 'RESHIP_ITEMS_UNKNOWN' });
  });

  it('cannot be had of a parcel that never left, or that is somebody else’s', async () => {
    const order = paidOrder();
    await world.create(order);
    await expect(ask({ typed: order.orderNumber })).rejects.toMatchObject({ code: 'RESHIP_NOT_POSSIBLE' });
    await expect(ask({ caller: stranger })).rejects.toMatchObject({ code: 'SHIPMENT_NOT_FOUND' });
    await expect(ask({ typed: 'nonsense' })).rejects.toMatchObject({ code: 'SHIPMENT_NOT_FOUND' });
  });
});
