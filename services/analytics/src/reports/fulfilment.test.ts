import { beforeEach, describe, expect, it } from '@jest/globals';
import { memoryItems } from '@cartless/aggregate/memory';
import type { DomainEvent } from '@cartless/domain';
import { happened, type TestOrder } from '../../test/shop-events.ts';
import { type Analytics, analyticsOn } from '../../test/world.ts';
import { ANALYTICS_TABLE } from '../analytics-table.ts';

const MARCH = { from: '2026-03-01', to: '2026-03-31' };
const order: TestOrder = { id: 'one', user: 'mei', at: '2026-03-10T08:00:00.000Z', region: '上海' };
const paid = happened.paid(order, '2026-03-10T09:00:00.000Z');
const left = '2026-03-10T14:30:00.000Z';
const arrived = '2026-03-12T14:30:00.000Z';
const instead = { shipmentId: 'shp_two', replaces: 'shp_one', carrier: 'YTO' } as const;

/** Every order of a few events. */
const ordersOf = <T>(all: readonly T[]): T[][] =>
  all.length === 0
    ? [[]]
    : all.flatMap((one, i) => ordersOf(all.toSpliced(i, 1)).map((others) => [one, ...others]));

describe('fulfilment', () => {
  let shop: Analytics;
  beforeEach(() => {
    shop = analyticsOn(memoryItems(ANALYTICS_TABLE));
  });
  const bookOneByOne = async (events: readonly DomainEvent[]) => {
    for (const event of events) expect(await shop.book(event)).toEqual([]);
  };

  it('tells how long a parcel took to leave and to arrive, each in its own hour, whatever is heard of first', async () => {
    const facts = [
      happened.placed(order),
      paid,
      happened.dispatched(order, left),
      happened.delivered(order, arrived),
    ];
    for (const events of ordersOf(facts)) {
      shop = analyticsOn(memoryItems(ANALYTICS_TABLE));
      await bookOneByOne([...events, ...events]);
      const { totals, rows } = await shop.fulfilments({ ...MARCH, groupBy: 'carrier' });
      expect(totals).toEqual({
        dispatched: 1,
        delivered: 1,
        toShip: { parcels: 1, averageHours: 5.5, medianWithinHours: 12, p90WithinHours: 12 },
        toDeliver: { parcels: 1, averageHours: 48, medianWithinHours: 48, p90WithinHours: 48 },
        promised: 0,
        late: 0,
        lateRate: null,
        exceptions: 0,
        returned: 0,
        lost: 0,
      });
      expect(rows).toEqual([{ key: 'SFExpress', ...totals }]);
      const { totals: before } = await shop.fulfilments({ from: '2026-03-10', to: '2026-03-11' });
      expect(before).toMatchObject({ dispatched: 1, delivered: 0, toDeliver: { parcels: 0 } });
    }
  });

  it('counts cash orders from their placing, and nothing twice when the carrier changes', async () => {
    const cash: TestOrder = { ...order, paymentMethod: 'cod' };
    await bookOneByOne([
      happened.inTrouble(cash, left, { carrier: null }, 2),
      happened.delivered(cash, arrived, { carrier: 'EMS' }),
      happened.dispatched(cash, left),
      happened.placed(cash),
      happened.paid(cash, arrived),
    ]);
    const { rows } = await shop.fulfilments({ ...MARCH, groupBy: 'carrier' });
    expect(rows).toMatchObject([
      { key: 'EMS', dispatched: 1, delivered: 1, exceptions: 1, toShip: { averageHours: 6.5 } },
    ]);
  });

  it('counts as late what came after the first estimate; midnight is the whole day', async () => {
    const foretold = ['2026-03-12T14:29:00.000Z', '2026-03-12T14:30:00.000Z', '2026-03-12T00:00:00.000Z'];
    for (const [i, firstEstimate] of [...foretold, '2026-03-11T00:00:00.000Z'].entries()) {
      const own: TestOrder = { ...order, id: `o${i}`, region: i < 2 ? '上海' : '北京' };
      await bookOneByOne([happened.placed(own), happened.delivered(own, arrived, { firstEstimate })]);
    }
    const { rows, totals } = await shop.fulfilments({ ...MARCH, groupBy: 'region' });
    expect(totals).toMatchObject({ promised: 4, late: 2, lateRate: 0.5, toDeliver: { parcels: 0 } });
    expect(rows).toMatchObject([
      { key: '上海', promised: 2, late: 1 },
      { key: '北京', promised: 2, late: 1 },
    ]);
  });

  it('counts a replacement as a parcel that nobody waited for since the payment, and what was lost until it is found', async () => {
    const lost = happened.parcelLost(order, '2026-03-20T08:00:00.000Z');
    await bookOneByOne([happened.placed(order), paid, happened.dispatched(order, left), lost]);
    await bookOneByOne([happened.dispatched(order, '2026-03-21T08:00:00.000Z', instead)]);
    const lostYet = await shop.fulfilments({ ...MARCH, groupBy: 'carrier' });
    expect(lostYet.rows).toMatchObject([
      { key: 'SFExpress', dispatched: 1, lost: 1, toShip: { parcels: 1 } },
      { key: 'YTO', dispatched: 1, lost: 0, toShip: { parcels: 0, averageHours: null } },
    ]);
    await bookOneByOne([happened.parcelFound(order, '2026-03-22T08:00:00.000Z')]);
    expect((await shop.fulfilments(MARCH)).totals).toMatchObject({ dispatched: 2, lost: 0 });
    await bookOneByOne([
      happened.parcelLost(order, '2026-03-25T08:00:00.000Z', {}, 9),
      happened.parcelLost(order, '2026-03-21T08:00:00.000Z', {}, 7),
    ]);
    expect((await shop.fulfilments({ from: '2026-03-25', to: '2026-03-25' })).totals.lost).toBe(1);
    await bookOneByOne([happened.turnedBack(order, '2026-03-23T08:00:00.000Z')]);
    expect((await shop.fulfilments(MARCH)).totals).toMatchObject({ returned: 1 });
    expect((await shop.fulfilments({ from: '2026-03-22', to: '2026-03-22' })).totals.returned).toBe(0);
  });

  it('counts nothing of a parcel before it is known where it goes, and moves it when the address changes', async () => {
    await bookOneByOne([happened.dispatched(order, left)]);
    expect((await shop.fulfilments(MARCH)).totals.dispatched).toBe(0);
    const moved: TestOrder = { ...order, region: '北京' };
    const readdressed = happened.cancelled(moved, arrived);
    await bookOneByOne([readdressed, happened.placed(order), paid]);
    const { rows } = await shop.fulfilments({ ...MARCH, groupBy: 'region' });
    expect(rows).toMatchObject([{ key: '北京', dispatched: 1, toShip: { averageHours: 5.5 } }]);
  });

  it('says of what took longer than the last bound that it did', async () => {
    for (const [i, days] of [1, 1, 20].entries()) {
      const own: TestOrder = { ...order, id: `o${i}` };
      const at = new Date(Date.parse(order.at) + days * 86_400_000).toISOString();
      await bookOneByOne([happened.placed(own), happened.paid(own, order.at), happened.dispatched(own, at)]);
    }
    const { totals, bounds } = await shop.fulfilments(MARCH);
    expect(totals.toShip).toEqual({
      parcels: 3,
      averageHours: 176,
      medianWithinHours: 24,
      p90WithinHours: null,
    });
    expect(bounds.toShip).toContain(24);
  });
});
