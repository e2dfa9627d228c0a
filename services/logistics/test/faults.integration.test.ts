import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { firstParcel, openWorld, paidOrder, shopper, type World } from './world.ts';

const FAULTS = ['error', 'rate-limit', 'garbage', 'html', 'timeout', 'slow'] as const;

/** A slow one is so slow that only breaking off the call can bring an answer. */
const faultOf = (mode: (typeof FAULTS)[number]) => ({ mode, ...(mode === 'slow' && { delayMs: 600_000 }) });

describe('a carrier in trouble', () => {
  let world: World;
  beforeAll(async () => {
    // The breaker has tests of its own; here each fault is to be met.
    world = await openWorld({ guard: { failures: 1000, retries: 0, timeoutMs: 3000 }, refreshSeconds: 1 });
    await world.control('webhooks', { paused: true });
  });
  afterEach(() => world.control('faults', { mode: 'none' }));
  afterAll(() => world.close());

  const labelsOf = async (reference: string): Promise<number> => {
    const state = (await world.control('state')) as {
      shipments: { reference: string; tracking_code: string | null }[];
    };
    return state.shipments.filter((one) => one.reference === reference && one.tracking_code !== null).length;
  };

  it.each(FAULTS)('that answers with %s postpones the label, and one is bought in the end', async (mode) => {
    const order = paidOrder();
    const id = firstParcel(order);
    await world.create(order);
    await world.control('faults', faultOf(mode));
    expect(await world.buyInBackground(id)).toBe('postponed');
    expect(await world.shipments.find(id)).toMatchObject({ status: 'created', tries: 1 });
    await world.control('faults', { mode: 'none' });
    world.passHere(120);
    await world.catchUp();
    expect(await world.shipments.find(id)).toMatchObject({ status: 'dispatched', tries: 0 });
    expect(await labelsOf(id)).toBe(1);
  });

  it.each(['/v2/shipments', '/v2/shipments/shp_'])(
    'that does what it is told at %s and loses the answer still sells one label',
    async (path) => {
      const order = paidOrder();
      const id = firstParcel(order);
      await world.create(order);
      for (let attempt = 0; attempt < 3; attempt += 1) {
        await world.control('faults', { mode: 'error', path, takesEffect: true, count: 2 });
        await world.buyInBackground(id);
      }
      await world.control('faults', { mode: 'none' });
      world.passHere(700);
      await world.catchUp();
      expect((await world.shipments.find(id))?.label).toBeDefined();
      expect(await labelsOf(id)).toBe(1);
    },
  );

  it.each(FAULTS)('that answers with %s leaves the last known tracking, marked as stale', async (mode) => {
    const order = paidOrder();
    await world.create(order);
    await world.buyInBackground(firstParcel(order));
    const before = await world.track(order.orderNumber, shopper);
    world.passHere(10);
    await world.control('faults', faultOf(mode));
    const during = await world.track(order.orderNumber, shopper);
    expect(during).toMatchObject({ status: 'dispatched', stale: true, asOf: before.asOf });
    await world.control('faults', { mode: 'none' });
    world.passHere(10);
    const after = await world.track(order.orderNumber, shopper);
    expect(after.stale).toBe(false);
    expect(after.asOf > before.asOf).toBe(true);
  });

  it('that refuses a parcel leaves it to a person, who may choose another carrier', async () => {
    const order = paidOrder(undefined, {
      shippingAddress: { ...paidOrder().shippingAddress, country: 'CN', line1: 'x', region: ' ' },
    });
    const id = firstParcel(order);
    await world.create(order);
    expect(await world.buyInBackground(id)).toBe('refused');
    const refused = await world.shipments.find(id);
    expect(refused).toMatchObject({ status: 'exception', problem: { code: 'CARRIER_REFUSED' } });
    expect(refused?.dueAt).toBeUndefined();
    const { items } = await world.list({ status: 'exception', limit: 100 });
    expect(items.find((item) => item.id === id)?.problem?.message).toContain('SHIPMENT.INVALID_PARAMS');
  });

  it('offers what it offers: an administrator gets the carrier that was asked for, or is told which there are', async () => {
    const order = paidOrder();
    const id = firstParcel(order);
    await world.create(order);
    await expect(world.dispatch(id, { carrier: 'Owl Post' })).rejects.toMatchObject({
      code: 'CARRIER_NOT_OFFERED',
      details: { offered: 'USPS, UPS, SFExpress' },
    });
    expect(await world.dispatch(id, { carrier: 'UPS' })).toMatchObject({
      status: 'dispatched',
      label: { carrier: 'UPS' },
    });
    await expect(world.dispatch(id, { carrier: 'UPS' })).rejects.toMatchObject({
      code: 'SHIPMENT_CANNOT_BE_DISPATCHED',
    });
  });
});
