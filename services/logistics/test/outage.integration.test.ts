import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { firstParcel, openWorld, paidOrder, shopper, type World } from './world.ts';

const ORDERS = 8;

describe('an hour without the carrier', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ guard: { timeoutMs: 3000, retries: 1, failures: 4 }, refreshSeconds: 60 });
    await world.control('webhooks', { paused: true });
  });
  afterAll(() => world.close());

  const apiCalls = async (): Promise<Record<string, number>> =>
    (await world.control('state'))['apiCalls'] as Record<string, number>;
  const calls = async (): Promise<number> => Object.values(await apiCalls()).reduce((a, b) => a + b, 0);
  const trackersAsked = async (): Promise<number> => (await apiCalls())['GET /v2/trackers/:id'] ?? 0;

  it('ends with every parcel labelled once and every tracking right', async () => {
    const before = Array.from({ length: ORDERS }, () => paidOrder());
    for (const order of before) {
      await world.create(order);
      await world.buyInBackground(firstParcel(order));
    }
    const during: ReturnType<typeof paidOrder>[] = [];
    const modes = ['timeout', 'error', 'html', 'garbage', 'rate-limit', 'slow'] as const;
    for (let minute = 0; minute < 60; minute += 2) {
      const mode = modes[Math.floor(minute / 10)] ?? 'error';
      // A carrier that hangs is given up soon; any other gets the time it needs.
      const patienceMs = mode === 'timeout' || mode === 'slow' ? 100 : undefined;
      if (minute % 10 === 0)
        await world.control('faults', { mode, delayMs: 600_000, takesEffect: minute % 20 === 0 });
      await world.probe(patienceMs);
      if (minute % 6 === 0) {
        const order = paidOrder();
        during.push(order);
        await world.create(order);
        await world.buyInBackground(firstParcel(order));
      }
      const asked = before[(minute / 2) % ORDERS] ?? paidOrder();
      const askedBefore = await trackersAsked();
      const view = await world.track(asked.orderNumber, shopper);
      expect(view.status).toBe('dispatched');
      // While the probe keeps the breaker open, nobody else waits for the carrier.
      expect(await trackersAsked()).toBe(askedBefore);
      await world.catchUp();
      world.passHere(60);
      await world.probe(patienceMs);
      world.passHere(60);
    }
    expect((await world.report())[0]).toMatchObject({ carrier: 'easypost', breaker: 'open' });

    await world.control('faults', { mode: 'none' });
    const calledBefore = await calls();
    for (let minute = 0; minute < 15; minute += 1) {
      await world.probe();
      await world.catchUp();
      world.passHere(60);
    }
    expect((await world.report())[0]).toMatchObject({ breaker: 'closed', openUntil: null });
    const state = (await world.control('state')) as {
      shipments: { reference: string; tracking_code: string | null }[];
    };
    for (const order of [...before, ...during]) {
      const labels = state.shipments.filter(
        (one) => one.reference === firstParcel(order) && one.tracking_code !== null,
      );
      expect(labels).toHaveLength(1);
      const view = await world.track(order.orderNumber, shopper);
      expect(view).toMatchObject({
        status: 'dispatched',
        trackingNumber: labels[0]?.tracking_code,
        stale: false,
      });
    }
    expect((await calls()) - calledBefore).toBeLessThan(12 * ORDERS);
    expect(await world.shipments.due(world.clock(), 400)).toEqual([]);

    // The webhooks never came; the polls find out by themselves.
    await world.pass(24 * 9);
    await world.probe();
    await world.catchUp();
    for (const order of [...before, ...during]) {
      expect(await world.track(order.orderNumber, shopper)).toMatchObject({
        status: 'delivered',
        stale: false,
      });
    }
    expect(await world.shipments.due(new Date('2100-01-01'), 400)).toEqual([]);
  });
});
