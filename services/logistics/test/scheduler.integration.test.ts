import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Shipment } from '../src/shipments/shipment.ts';
import { firstParcel, openWorld, paidOrder, type World } from './world.ts';

describe('the scheduler', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
    await world.control('webhooks', { paused: true });
  });
  afterAll(() => world.close());

  it('attends to all other parcels when one meets a fault of ours, and says so in the end', async () => {
    const orders = Array.from({ length: 5 }, () => paidOrder());
    for (const order of orders) await world.create(order);
    const [poisoned] = orders.map(firstParcel);
    world.passHere(120);
    const run = world.catchUpWith({
      atOnce: 2,
      buyInBackground: async (id) => {
        if (id === poisoned) throw new TypeError('nobody thought of this');
        return world.buyInBackground(id);
      },
    });
    await expect(run()).rejects.toThrow('1 parcels met a fault of ours');
    const states = await Promise.all(
      orders.map(async (order) => (await world.shipments.find(firstParcel(order)))?.status),
    );
    expect(states).toEqual(['created', 'dispatched', 'dispatched', 'dispatched', 'dispatched']);
    expect(await world.shipments.due(world.clock(), 10)).toEqual([]);
  });

  it('asks about a parcel that the carrier forgot less and less, and about nothing that is over', async () => {
    const order = paidOrder();
    const id = firstParcel(order);
    await world.create(order);
    const parcel = await world.buy(id, { dispatch: true });
    const label = { ...(parcel.label ?? never()), trackerRef: 'trk_gone' };
    await world.shipments.change(id, (current) => ({ state: { ...current, label } as Shipment }));
    const waits: number[] = [];
    for (let run = 0; run < 12; run += 1) {
      const { dueAt = '' } = (await world.shipments.find(id)) ?? never();
      waits.push((Date.parse(dueAt) - world.clock().getTime()) / 1000);
      world.passHere(Math.max(0, waits.at(-1) ?? 0) + 1);
      await world.catchUp();
    }
    expect(waits.at(-1)).toBeGreaterThan(80_000);
    world.passHere(50 * 86_400);
    await world.catchUp();
    expect((await world.shipments.find(id))?.dueAt).toBeUndefined();
  });
});

const never = (): never => {
  throw new Error('no parcel');
};
