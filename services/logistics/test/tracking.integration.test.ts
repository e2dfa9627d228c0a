import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { firstParcel, openWorld, paidOrder, shopper, type World } from './world.ts';

const trackersAsked = async (world: World): Promise<number> => {
  const { apiCalls } = (await world.control('state')) as { apiCalls: Record<string, number> };
  return apiCalls['GET /v2/trackers/:id'] ?? 0;
};

describe('a look-up', () => {
  let world: World;
  let order: ReturnType<typeof paidOrder>;
  beforeAll(async () => {
    world = await openWorld({
      cache: { freshMs: 5000 },
      refreshSeconds: 600,
      guard: { failures: 3, retries: 0 },
    });
    await world.control('webhooks', { paused: true });
  });
  beforeEach(async () => {
    order = paidOrder();
    await world.create(order);
    await world.buyInBackground(firstParcel(order));
  });
  afterAll(() => world.close());

  it('that is cached makes no carrier call and no read', async () => {
    await world.track(order.orderNumber, shopper);
    const asked = await trackersAsked(world);
    world.table.meter.take();
    await world.track(order.orderNumber, shopper);
    expect(world.table.meter.take()).toMatchObject({ readRequests: 0, writeRequests: 0 });
    expect(await trackersAsked(world)).toBe(asked);
  });

  it('that is not cached makes no carrier call and one read of one unit while the parcel is fresh', async () => {
    world.table.meter.take();
    await world.track(order.orderNumber, shopper);
    expect(world.table.meter.take()).toMatchObject({
      readRequests: 1,
      readUnits: 1,
      writeRequests: 0,
      scans: 0,
    });
  });

  it('asks the carrier once when a hundred look at once', async () => {
    const asked = await trackersAsked(world);
    world.passHere(601);
    const views = await Promise.all(
      Array.from({ length: 100 }, () => world.track(order.orderNumber, shopper)),
    );
    expect(new Set(views.map(({ asOf }) => asOf)).size).toBe(1);
    expect((await trackersAsked(world)) - asked).toBe(1);
  });

  it('asks the carrier once when a hundred look at once in as many containers', async () => {
    const asked = await trackersAsked(world);
    world.passHere(601);
    const elsewhere = Array.from({ length: 100 }, () => world.trackElsewhere());
    await Promise.all(elsewhere.map((track) => track(order.orderNumber, shopper)));
    expect((await trackersAsked(world)) - asked).toBe(1);
  });

  it('is answered from memory, marked as stale, when the table cannot be read', async () => {
    const quick = await openWorld({ cache: { freshMs: 10 } });
    const other = paidOrder();
    await quick.create(other);
    const before = await quick.track(other.orderNumber, shopper);
    await new Promise((resolve) => setTimeout(resolve, 40));
    const { client } = quick.table;
    const send = client.send.bind(client);
    client.send = (() => Promise.reject(new Error('no connection'))) as typeof client.send;
    expect(await quick.track(other.orderNumber, shopper)).toEqual({ ...before, stale: true });
    await expect(quick.track(order.orderNumber, shopper)).rejects.toThrow('no connection');
    client.send = send;
    await quick.close();
  });

  it('waits for nobody while the breaker is open, and says so to all containers', async () => {
    world.passHere(601);
    await world.control('faults', { mode: 'timeout' });
    await world.probe(100);
    expect(await world.report()).toMatchObject([{ carrier: 'easypost', breaker: 'open' }]);
    const asked = await trackersAsked(world);
    const view = await world.track(order.orderNumber, shopper);
    expect(view).toMatchObject({ status: 'dispatched', stale: true });
    expect(await trackersAsked(world)).toBe(asked);
    await world.control('faults', { mode: 'none' });
    await world.probe();
    const [report] = await world.report();
    expect(report).toMatchObject({ breaker: 'closed', openUntil: null });
    expect(report?.successRate).toBeGreaterThan(0);
    expect(report?.averageMs).toBeGreaterThanOrEqual(0);
  });
});
