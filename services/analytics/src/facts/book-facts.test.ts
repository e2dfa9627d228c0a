import { describe, expect, it } from '@jest/globals';
import { memoryItems } from '@cartless/aggregate/memory';
import { deliverySuite } from '../../test/delivery-suite.ts';
import { happened, type TestOrder, totalOf } from '../../test/shop-events.ts';
import { analyticsOn } from '../../test/world.ts';
import { ANALYTICS_TABLE } from '../analytics-table.ts';
import { archivedFacts } from './archive-store.ts';

const open = () => analyticsOn(memoryItems(ANALYTICS_TABLE));
const DAY = { from: '2026-03-10', to: '2026-03-10' };
const order = (id: string, more: Partial<TestOrder> = {}): TestOrder => ({
  id,
  user: 'mei',
  at: '2026-03-10T10:00:00.000Z',
  ...more,
});
const cny = (amount: number) => ({ amount, currency: 'CNY' });

describe('booking facts', () => {
  deliverySuite(() => memoryItems(ANALYTICS_TABLE), 100);

  it('books an event once that several consumers get, in any order', async () => {
    const { ground, book, consumer, summaries } = open();
    const placed = happened.placed(order('o1'));
    const paid = happened.paid(order('o1'), '2026-03-10T11:00:00.000Z');
    await book(paid);
    await Promise.all(Array.from({ length: ground.shards }, (_, shard) => consumer(shard)([placed, paid])));
    const { totals } = await summaries({ ...DAY, metrics: 'orders,units,revenue' });
    expect(totals).toEqual({ orders: 1, units: 2, revenue: cny(totalOf(order('o1'))) });
  });

  it('counts what did not arrive each time it does not, and as cancelled when nothing of the order is left', async () => {
    const { book, summaries } = open();
    const [lost, part] = [order('lost'), order('part')];
    await book(
      happened.placed(lost),
      happened.givenUp(lost, '2026-03-10T15:00:00.000Z', 'cancelled', 9),
      happened.undelivered(lost, '2026-03-10T14:00:00.000Z', 8),
      happened.sentAgain(lost, '2026-03-10T13:00:00.000Z', 7),
      happened.undelivered(lost, '2026-03-10T12:00:00.000Z', 6),
      happened.placed(part),
      happened.undelivered(part, '2026-03-10T12:00:00.000Z'),
      happened.givenUp(part, '2026-03-10T15:00:00.000Z', 'shipped'),
    );
    await book(happened.undelivered(lost, '2026-03-10T12:00:00.000Z', 6));
    const { totals } = await summaries({ ...DAY, metrics: 'undelivered,cancelled' });
    expect(totals).toEqual({ undelivered: 3, cancelled: 1 });
  });

  it('singles out what can never be booked, and books the rest of the batch', async () => {
    const { book, summaries } = open();
    const long = order('long', {
      lines: [{ product: 'x', quantity: 1, price: 1, category: 'y'.repeat(2000) }],
    });
    const foreign = happened.placed(order('foreign'));
    const inDollars = JSON.parse(JSON.stringify(foreign).replaceAll('CNY', 'USD')) as typeof foreign;
    expect(await book(happened.placed(order('a')), happened.placed(long), inDollars)).toEqual([
      'FOREIGN_CURRENCY',
      'FACT_NOT_BOOKABLE',
    ]);
    expect((await summaries({ ...DAY, metrics: 'orders' })).totals).toEqual({ orders: 1 });
  });

  it('books an order that no single transaction has room for, and carries over what a dead consumer left', async () => {
    const { ground, consumer, carryOver, summaries } = open();
    const lines = Array.from({ length: 60 }, (_, i) => ({
      product: `p${i}`,
      quantity: 1,
      price: 100,
      category: `c${i}`,
    }));
    const long = order('long', { lines });
    let writes = 0;
    // It dies when its entry is written, before that is carried over.
    const dying = {
      ...ground.items,
      async write(...given: Parameters<typeof ground.items.write>) {
        const outcome = await ground.items.write(...given);
        if (given[0].some((write) => 'put' in write && String(write.put['pk']).includes('#pending#')))
          writes += 1;
        if (writes > 0) throw new Error('died');
        return outcome;
      },
    };
    expect(await analyticsOn(dying).book(happened.placed(long))).toEqual(['BUSY']);
    expect((await summaries({ ...DAY, metrics: 'units' })).totals).toEqual({ units: 0 });
    expect(await carryOver(0)).toBeGreaterThan(0);
    expect((await summaries({ ...DAY, metrics: 'units' })).totals).toEqual({ units: 60 });
    await consumer(0)([happened.placed(long)]);
    expect((await summaries({ ...DAY, metrics: 'units' })).totals).toEqual({ units: 60 });
  });

  it('archives a batch that is too large for one item, and reads all of it again', async () => {
    const { ground, book } = open();
    const random = (length: number) =>
      Array.from({ length }, () => String.fromCodePoint(0x4e00 + Math.floor(Math.random() * 20_000))).join(
        '',
      );
    const large = Array.from({ length: 500 }, (_, i) =>
      order(`large${i}`, {
        user: `u${i}`,
        lines: Array.from({ length: 6 }, (_line, n) => ({
          product: `p${n}`,
          title: random(60),
          category: 'c',
          quantity: 1,
          price: 1,
        })),
      }),
    );
    expect(await book(...large.map(happened.placed))).toEqual([]);
    const archived: string[] = [];
    for await (const { facts } of archivedFacts(ground, '2026-12-01'))
      archived.push(...facts.map(({ id }) => id));
    expect([archived.length, new Set(archived).size]).toEqual([500, 500]);
  });

  it('counts returned units by product in the hour in which they came, and the steps of returns', async () => {
    const { book, summaries } = open();
    const sold = order('o1', {
      lines: [
        { product: 'pen', quantity: 3, price: 100 },
        { product: 'cup', quantity: 1, price: 900 },
      ],
    });
    await book(
      happened.returnReceived(sold, '2026-03-12T10:00:00.000Z'),
      happened.returnRequested(sold, '2026-03-10T12:00:00.000Z'),
      happened.returnRequestedBefore(order('o2'), '2026-03-10T12:00:00.000Z'),
    );
    const metrics = 'returnsRequested,returnedUnits';
    expect((await summaries({ ...DAY, metrics })).totals).toEqual({ returnsRequested: 2, returnedUnits: 0 });
    const query = {
      from: '2026-03-12',
      to: '2026-03-12',
      metrics: 'returnedUnits',
      groupBy: 'product',
    } as const;
    expect((await summaries(query)).rows).toMatchObject([{ key: 'prd_pen', returnedUnits: 1 }]);
  });

  it('keeps nothing that leads to a person', async () => {
    const { ground, book, funnels } = open();
    const erased = order('o1');
    await book(
      happened.registered('mei', '2026-03-10T09:00:00.000Z'),
      happened.placed(erased),
      happened.returnRequested(erased, '2026-03-10T11:00:00.000Z'),
      happened.returnRejected(erased, '2026-03-10T11:30:00.000Z'),
      happened.erased('mei', '2026-03-10T12:00:00.000Z'),
    );
    const text = JSON.stringify((ground.items as ReturnType<typeof memoryItems>).all());
    for (const trace of ['usr_mei', 'name-of-mei', 'example.com', '林美', '长乐路', '138001']) {
      expect(text).not.toContain(trace);
    }
    expect((await funnels(DAY)).steps.map(({ count }) => count)).toEqual([1, 0, 1, 0, 0, 0]);
  });
});
