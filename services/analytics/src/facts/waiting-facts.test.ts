import { describe, expect, it } from '@jest/globals';
import type { Items } from '@cartless/aggregate';
import { type MemoryItems, memoryItems } from '@cartless/aggregate/memory';
import { happened, type TestOrder, totalOf } from '../../test/shop-events.ts';
import { analyticsOn } from '../../test/world.ts';
import { ANALYTICS_TABLE } from '../analytics-table.ts';
import { archivedDays, archivedFacts } from './archive-store.ts';
import { carryAll } from '../roll-ups/carry-all.ts';
import { pendingWrite } from '../roll-ups/pending-roll-ups.ts';
import { bookingWaiting } from './facts-service.ts';
import { QUIET_MS } from './waiting-facts.ts';

const DAYS = 20;
const WHOLE = { from: '2026-03-01', to: '2026-04-30' };

/** Paid orders of twenty days, of four people. */
const orders = Array.from({ length: DAYS }, (_, i): TestOrder => ({
  id: `o${i}`,
  user: `u${i % 4}`,
  at: new Date(Date.parse('2026-03-01T10:00:00Z') + i * 86_400_000).toISOString(),
}));
const events = orders.flatMap((order) => [happened.paid(order, order.at), happened.placed(order)]);
const ALL = {
  orders: DAYS,
  revenue: { amount: orders.reduce((sum, order) => sum + totalOf(order), 0), currency: 'CNY' },
};
const waitingIn = (memory: MemoryItems): number =>
  memory.all().filter(({ pk }) => String(pk).startsWith('facts#waiting#')).length;

async function open(memory = memoryItems(ANALYTICS_TABLE)) {
  const shop = analyticsOn(memory);
  const totals = async () => {
    await shop.carryOver(0);
    return (await shop.summaries({ ...WHOLE, metrics: 'orders,revenue' })).totals;
  };
  const archived = async () => {
    const ids: string[] = [];
    for (const day of await archivedDays(shop.ground)) {
      for await (const { facts } of archivedFacts(shop.ground, day)) ids.push(...facts.map(({ id }) => id));
    }
    return ids.toSorted();
  };
  return { ...shop, memory, totals, archived };
}
const IDS = events.map(({ id }) => id).toSorted();

describe('a batch of many days', () => {
  it('waits until no more comes, and counts once however often it came', async () => {
    const { book, bookWaiting, totals, archived, memory } = await open();
    expect(await book(...events, ...events.slice(0, 7))).toEqual([]);
    expect(await book(...events.toReversed())).toEqual([]);
    expect(await totals()).toMatchObject({ orders: 0 });
    expect(await bookWaiting()).toMatchObject({ isLeft: false });
    expect([await totals(), await archived(), waitingIn(memory)]).toEqual([ALL, IDS, 0]);
  });

  it('waits ten minutes at most when more comes all the time', async () => {
    const { book, clock, totals, ground, bookWaitingNow } = await openWithClock();
    await book(...events);
    expect(await bookWaitingNow()).toEqual({ booked: 0, isLeft: true });
    clock.at += 10 * 60_000;
    await book(...events);
    expect(ground.now().getTime()).toBe(clock.at);
    await bookWaitingNow();
    expect(await totals()).toEqual(ALL);
  });

  it('is booked once when the task dies at any step, or two are at work', async () => {
    for (let call = 1, hasDied = true; hasDied; call += 1) {
      hasDied = false;
      for (const isAfterwards of [false, true]) {
        const memory = memoryItems(ANALYTICS_TABLE);
        const shop = await open(memory);
        await shop.book(...events);
        let calls = 0;
        const dying = async <T>(go: () => Promise<T>): Promise<T> => {
          calls += 1;
          if (calls === call && !isAfterwards) throw new Error('died');
          const answer = await go();
          if (calls === call) throw new Error('died');
          return answer;
        };
        const mortal: Items = {
          ...memory,
          write: (...given) => dying(() => memory.write(...given)),
          putMany: (...given) => dying(() => memory.putMany(...given)),
        };
        const run = analyticsOn(mortal).bookWaiting();
        await run.catch(() => (hasDied = true));
        await Promise.all([shop.bookWaiting(), shop.bookWaiting()]);
        expect([call, await shop.totals(), waitingIn(memory)]).toEqual([call, ALL, 0]);
        expect(await shop.archived()).toEqual(IDS);
      }
    }
  });

  it('tells at once of what could never be booked, and of nothing else', async () => {
    const { book, bookWaiting, totals } = await open();
    const long = {
      ...orders[0]!,
      id: 'long',
      lines: [{ product: 'x', quantity: 1, price: 1, category: 'y'.repeat(2000) }],
    };
    expect(await book(...events, happened.placed(long))).toEqual(['FACT_NOT_BOOKABLE']);
    await bookWaiting();
    expect(await totals()).toEqual(ALL);
  });

  it('keeps what fails, and fails until it is booked, when all the rest is', async () => {
    const memory = memoryItems(ANALYTICS_TABLE);
    const { book, bookWaiting, totals } = await open(memory);
    await book(...events);
    for (let run = 0; run < 2; run += 1) {
      await expect(analyticsOn(withoutO3(memory)).bookWaiting()).rejects.toMatchObject({
        code: 'FACT_NOT_BOOKABLE',
      });
      expect([await totals(), waitingIn(memory)]).toEqual([expect.objectContaining({ orders: DAYS - 1 }), 1]);
    }
    expect(await bookWaiting()).toEqual({ booked: 2, isLeft: false });
    expect(await totals()).toEqual(ALL);
  });

  it('leaves half of the time to what roll-ups grow by, and keeps none of it when it fails', async () => {
    const memory = memoryItems(ANALYTICS_TABLE);
    const { book, ground, clock, summaries } = await open(memory);
    await book(...events);
    clock.at += QUIET_MS;
    const change = { dimension: 'total', value: '*', period: '2026-04-10T06', adds: { u00: 5 } } as const;
    const aside = () => memory.write([pendingWrite({ ...ground, generation: 'g1', shard: 0 }, [change])]);
    const units = async () =>
      (await summaries({ from: '2026-04-10', to: '2026-04-10', metrics: 'units' })).totals;

    await aside();
    let asked = 0;
    const halfIsOver = () => (asked++ === 0 ? 1000 : 500);
    expect(await carryAll(ground, halfIsOver)).toMatchObject({ facts: 0, entries: 1 });
    expect(await units()).toEqual({ units: 5 });

    await aside();
    await expect(carryAll({ ...ground, items: withoutO3(memory) }, () => Infinity)).rejects.toMatchObject({
      code: 'FACT_NOT_BOOKABLE',
    });
    expect(await units()).toEqual({ units: 10 });
  });

  it('is booked at once when it is of fourteen days', async () => {
    const { book, totals } = await open();
    await book(...events.slice(0, 28));
    expect(await totals()).toMatchObject({ orders: 14 });
  });
});

/** A store that never takes the record of one of the orders. */
const withoutO3 = (memory: MemoryItems): Items => ({
  ...memory,
  write: (writes, ...more) =>
    writes.some((write) => 'put' in write && write.put['orderId'] === 'ord_o3')
      ? Promise.reject(Object.assign(new Error('too large'), { name: 'ValidationException' }))
      : memory.write(writes, ...more),
});

/** With the task at the present moment. */
async function openWithClock() {
  const shop = await open();
  return { ...shop, bookWaitingNow: () => bookingWaiting(shop.ground)(() => Infinity) };
}
