import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { firstParcel, openWorld, paidOrder, shopper, type World } from './world.ts';

const ORDERS = 8;

describe('an hour without the carrier', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ guard: { timeoutMs: 300, retries: 1, failures: 4 }, refreshSeconds: 60 });
    await world.control('webhooks', { paused: true });
  });
  afterAll(() => world.close());

  const apiCalls = async (): Promise<Record<string, number>> =>
    (await world.control('state'))['apiCalls'] as Record<string, number>;
  const calls = async (): Promise<number> => Object.values(await apiCalls()).reduce((a, b) => a + b, 0);
  const trackersAsked = async (): Promise<number> => (await apiCalls())['GET /v2/trackers/:id'] ?? 0;

  /** A busy machine can be too slow for one question; then the next one is answered. */
  const answered = async (orderNumber: string) => {
    const view = await world.track(orderNumber, shopper);
    if (!view.stale) return view;
    world.passHere(61);
    return world.track(orderNumber, shopper);
  };

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
      if (minute % 10 === 0) await world.control('faults', { mode, takesEffect: minute % 20 === 0 });
      await world.probe();
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
      await world.probe();
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
      const view = await answered(order.orderNumber);
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
      expect(await answered(order.orderNumber)).toMatchObject({
        status: 'delivered',
        stale: false,
      });
    }
    expect(await world.shipments.due(new Date('2100-01-01'), 400)).toEqual([]);
  }, 90_000);
});
