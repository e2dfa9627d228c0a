import { memoryItems } from '@cartless/aggregate/memory';
import { eventually } from '@cartless/eventually';
import { knownSecret } from '@cartless/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  findRedis,
  freePort,
  type RedisServer,
  startRedis,
} from '../../../packages/cache/test/redis-server.ts';
import { carriers } from '../src/carriers/choice.ts';
import { LOGISTICS_TABLE } from '../src/logistics-table.ts';
import { trackShipment } from '../src/tracking/track-shipment.ts';
import { trackingCache } from '../src/tracking/tracking-cache.ts';
import { memoryCarrier } from './memory-carrier.ts';
import { useCases } from './use-cases.ts';
import { firstParcel, paidOrder, shopper } from './world.ts';

const binary = findRedis();
const suite = binary === undefined ? describe.skip : describe;
const clock = () => new Date();
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

suite('look-ups of containers that share a Redis', () => {
  let port: number;
  let redis: RedisServer | undefined;
  beforeAll(async () => {
    port = await freePort();
  });
  afterAll(() => redis?.stop());

  it('are all answered, and none with what was changed more than a second before, while it is killed and started', async () => {
    const service = useCases({
      items: memoryItems(LOGISTICS_TABLE),
      carriers: carriers(memoryCarrier().carrier),
      clock,
    });
    const orders = Array.from({ length: 5 }, () => paidOrder());
    for (const order of orders) {
      await service.create(order);
      await service.buyInBackground(firstParcel(order));
    }
    const caches = Array.from({ length: 4 }, () =>
      trackingCache({ table: 'test', redis: knownSecret(`redis://127.0.0.1:${port}`), clock }),
    );
    const { shipments, askCarrier } = service;
    const containers = caches.map((cache) =>
      trackShipment({ shipments, askCarrier, cache, clock, refreshSeconds: 600, notice: () => undefined }),
    );
    /** When each parcel was changed to which count of scans. */
    const changes = orders.map(() => [{ at: -Infinity, scans: 0 }]);
    const over = new AbortController();
    let looks = 0;
    const wrong: unknown[] = [];
    const looking = containers.map(async (track) => {
      while (!over.signal.aborted) {
        const n = looks % orders.length;
        const begunAt = performance.now();
        const sure = changes[n]!.findLast(({ at }) => at <= begunAt - 1000)?.scans ?? 0;
        const view = await track(orders[n]!.orderNumber, shopper);
        if (view.events.length < sure || view.stale) wrong.push({ sure, events: view.events.length });
        looks += 1;
        await pause(2);
      }
    });
    const changing = (async () => {
      for (let scans = 1; !over.signal.aborted; scans += 1) {
        const n = scans % orders.length;
        await shipments.change(firstParcel(orders[n]!), (parcel) => {
          const time = clock().toISOString();
          const scan = { time, status: 'in-transit', place: null, message: String(scans) } as const;
          return { state: { ...parcel, history: [...parcel.history, scan].slice(-60) } };
        });
        const count = Math.min(60, (changes[n]!.at(-1)?.scans ?? 0) + 1);
        changes[n]!.push({ at: performance.now(), scans: count });
        await pause(40);
      }
    })();
    const more = async (): Promise<void> => {
      const [before, until] = [looks, performance.now() + 1500];
      await eventually(() => looks >= before + 100 && performance.now() > until);
    };
    for (let round = 0; round < 3; round += 1) {
      redis = await startRedis(binary ?? '', port);
      await more();
      await redis.stop();
      await more();
    }
    over.abort();
    await Promise.all([...looking, changing]);
    expect(wrong).toEqual([]);
    expect(looks).toBeGreaterThanOrEqual(600);
    await Promise.all(caches.map((cache) => cache.close()));
  });
});
