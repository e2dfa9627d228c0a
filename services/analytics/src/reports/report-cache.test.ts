import { describe, expect, it } from '@jest/globals';
import type { Items } from '@cartless/aggregate';
import { memoryItems } from '@cartless/aggregate/memory';
import { happened } from '../../test/shop-events.ts';
import { analyticsOn } from '../../test/world.ts';
import { ANALYTICS_TABLE } from '../analytics-table.ts';
import { reportCache } from './report-cache.ts';

describe('the cache of reports', () => {
  it('computes each question once, however it was built, and no other one', async () => {
    const cache = reportCache('a-table', undefined);
    let loads = 0;
    const ask = (metrics: readonly string[], to: string | undefined) =>
      cache.get(['summary', { metrics, groupBy: undefined }, [to]], 60, async () => (loads += 1));
    expect(await Promise.all([ask(['orders'], 'now'), ask(['orders'], 'now')])).toEqual([1, 1]);
    expect(await ask(['orders'], 'now')).toBe(1);
    expect(await ask(['orders'], 'later')).toBe(2);
    expect(await ask(['units'], 'now')).toBe(3);
  });

  it('computes again what may be remembered for no time', async () => {
    const cache = reportCache('a-table', undefined);
    let loads = 0;
    const ask = () => cache.get('q', 0, async () => (loads += 1));
    expect([await ask(), await ask()]).toEqual([1, 2]);
  });

  describe('about days that are over', () => {
    const DAY = { from: '2026-03-10', to: '2026-03-10' };
    const order = (id: string, at: string) => ({ id, user: id, at });
    /** A shop with a store that counts what is asked of roll-ups. */
    function open() {
      const memory = memoryItems(ANALYTICS_TABLE);
      let asked = 0;
      const items: Items = {
        ...memory,
        query: (query) => {
          if (String(query.hash).includes('#total#')) asked += 1;
          return memory.query(query);
        },
      };
      const shop = analyticsOn(items, { cache: reportCache(`of-${Math.random()}`, undefined) });
      const orders = async (more = {}) =>
        (await shop.summaries({ ...DAY, metrics: 'orders', ...more })).totals;
      return { ...shop, orders, asked: () => asked };
    }

    it('is asked for the roll-ups once, until a late event changes them', async () => {
      const { book, clock, orders, asked, leaders } = open();
      await book(happened.placed(order('a', '2026-03-10T10:00:00.000Z')));
      clock.at += 60_000;
      expect([await orders(), await orders()]).toEqual([{ orders: 1 }, { orders: 1 }]);
      const once = asked();
      await orders();
      expect(asked()).toBe(once);

      await book(happened.placed(order('b', '2026-03-10T11:00:00.000Z')));
      expect(await orders()).toEqual({ orders: 2 });
      expect(asked()).toBeGreaterThan(once);
      const top = await leaders({ ...DAY, dimension: 'region', metric: 'orders', limit: 3 });
      expect(top.items.map(({ value }) => value)).toEqual([2]);
    });

    it('tells what a late event changes in the range that it is compared with', async () => {
      const { book, summaries } = open();
      const compared = async () =>
        (await summaries({ ...DAY, from: '2026-03-10', metrics: 'orders', compare: 'previous' })).previous
          ?.totals;
      const before = order('before', '2026-03-09T10:00:00.000Z');
      expect(await compared()).toEqual({ orders: 0 });
      await book(happened.placed(before));
      expect(await compared()).toEqual({ orders: 1 });
    });

    it('tells what was written aside as soon as it is in the roll-ups', async () => {
      const { book, carryOver, orders } = open();
      expect(await orders()).toEqual({ orders: 0 });
      const many = Array.from({ length: 150 }, (_, i) => order(`o${i}`, '2026-03-10T10:00:00.000Z'));
      await book(...many.map(happened.placed));
      await carryOver(0);
      expect(await orders()).toEqual({ orders: 150 });
    });

    it('is not changed by what is booked today', async () => {
      const { book, orders, asked } = open();
      await orders();
      const once = asked();
      await book(happened.placed(order('today', '2026-12-01T00:00:00.000Z')));
      await orders();
      expect(asked()).toBe(once);
    });

    it('is remembered for a moment only while a replica may not have the change yet', async () => {
      const { ground, book, clock } = open();
      const kept: number[] = [];
      const { summaries } = analyticsOn(ground.items, {
        now: ground.now,
        cache: {
          get: (_question, seconds, load) => {
            kept.push(seconds);
            return load();
          },
        },
      });
      const ask = (more = {}) => summaries({ ...DAY, metrics: 'orders', ...more });
      await book(happened.placed(order('a', '2026-03-10T10:00:00.000Z')));
      await ask();
      clock.at += 60_000;
      await ask();
      await ask({ to: '2026-12-01' });
      expect(kept).toEqual([3, 600, 3]);
    });
  });
});
