import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { findRedis, freePort, startRedis, type Redis } from './redis.ts';
import { firstParcel, openWorld, paidOrder, shopper, type World } from './world.ts';

const binary = findRedis();
const suite = binary === undefined ? describe.skip : describe;
if (binary === undefined) {
  process.stderr.write(
    'Redis is not tested: no redis-server or valkey-server in PATH, and REDIS_SERVER names none.\n',
  );
}

suite('look-ups with a shared Redis', () => {
  let port: number;
  let redis: Redis | undefined;
  let world: World;
  const start = async (): Promise<void> => {
    redis = await startRedis(binary ?? '', port);
  };
  beforeAll(async () => {
    port = await freePort();
    await start();
    world = await openWorld({
      cache: { freshMs: 3000, staleMs: 6000, redisUrl: `redis://127.0.0.1:${port}` },
    });
  });
  afterEach(async () => {
    if (redis === undefined) await start();
  });
  afterAll(async () => {
    await world.close();
    await redis?.stop();
  });

  const readsOf = async (work: () => Promise<unknown>): Promise<number> => {
    world.table.meter.take();
    await work();
    return world.table.meter.take().readRequests;
  };

  it('find in another container what one has loaded', async () => {
    const order = paidOrder();
    await world.create(order);
    await settle();
    const [here, there] = [world.trackElsewhere(), world.trackElsewhere()];
    await settle();
    const first = await here(order.orderNumber, shopper);
    expect(await readsOf(async () => expect(await there(order.orderNumber, shopper)).toEqual(first))).toBe(0);
  });

  it('go on when Redis dies, and use it again when it comes back', async () => {
    const order = paidOrder();
    await world.create(order);
    await world.buyInBackground(firstParcel(order));
    const track = world.trackElsewhere();
    await settle();
    await track(order.orderNumber, shopper);

    await redis?.stop();
    redis = undefined;
    for (let look = 0; look < 20; look += 1) {
      const started = performance.now();
      expect((await world.trackElsewhere()(order.orderNumber, shopper)).status).toBe('dispatched');
      expect((await track(order.orderNumber, shopper)).status).toBe('dispatched');
      expect(performance.now() - started).toBeLessThan(1000);
    }

    await start();
    const [here, there] = [world.trackElsewhere(), world.trackElsewhere()];
    await settle();
    await here(order.orderNumber, shopper);
    expect(await readsOf(() => there(order.orderNumber, shopper))).toBe(0);
  });
});

/** Connections are opened in the background, so that no first look-up waits for them. */
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 150));
