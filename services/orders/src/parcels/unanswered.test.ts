import { publicationsOf } from '@cartless/aggregate';
import { memoryItems } from '@cartless/aggregate/memory';
import type { DomainEvent, ShipmentId } from '@cartless/domain';
import { eventsOf } from '@cartless/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { anOrder, PRODUCT } from '../../test/an-order.ts';
import { ORDERS_TABLE, stockKey } from '../orders-table.ts';
import { findDue } from '../ordering/due-orders-store.ts';
import { dueOf } from '../ordering/due.ts';
import { orderDeclaration, orderStore } from '../ordering/order-store.ts';
import type { Order } from '../ordering/order.ts';
import { settleDue } from '../ordering/settle-due.ts';
import type { OrderParcel } from './parcel.ts';
import { answered } from './unanswered.ts';
import { ALL_BACK, decide, type Decision } from './undelivered.ts';

const [FIRST, SECOND] = ['shp_1', 'shp_2'] as const;
const HOUR = 3_600_000;
const START = Date.parse('2026-11-30T09:00:00Z');
const one = [{ productId: PRODUCT, quantity: 1 }] as const;

describe('a decision about what did not arrive', () => {
  const events: DomainEvent[] = [];
  let now = START;
  let orders: ReturnType<typeof orderStore>;
  let due: () => Promise<readonly string[]>;
  const told = () => events.filter(({ type }) => type === 'orders.undelivered-decided.v1');
  const read = () => orders.read('ord_1');
  const decided = async (decision: Decision, parcels: readonly OrderParcel[]): Promise<number> => {
    const { version: _, ...order } = anOrder('undelivered', { parcels });
    await orders.create(() => ({ state: order as Order }));
    const step = { at: now, by: 'admin' } as const;
    const after = await orders.change('ord_1', (state) => decide(state, decision, ALL_BACK, step));
    return after.unanswered![0]!.decision;
  };
  const sweep = async () => {
    for (const id of await due()) await settleDue({ change: orders.change, now: () => new Date(now) })(id);
  };
  const answer = (shipmentId: ShipmentId, decision: number) =>
    orders.change('ord_1', (order) => answered(order, { shipmentId, decision }));

  beforeEach(async () => {
    const items = memoryItems(ORDERS_TABLE);
    events.length = 0;
    now = START;
    items.watch(({ after }) => void events.push(...eventsOf(after, publicationsOf(orderDeclaration))));
    await items.write([{ update: stockKey(PRODUCT, 0), add: { n: 9 } }]);
    orders = orderStore(items);
    due = () => findDue(items)(now);
  });

  it('is told again, the same under another id, until logistics has answered it', async () => {
    const decision = await decided({ outcome: 'reship', restock: false, items: one }, [
      { shipmentId: FIRST, status: 'lost', seen: 3 },
    ]);
    expect(told()).toHaveLength(1);
    await sweep();
    expect(told()).toHaveLength(1);
    for (const hours of [1, 2, 4, 8, 16, 24, 24]) {
      now += hours * HOUR;
      await sweep();
    }
    expect(told()).toHaveLength(8);
    expect(new Set(told().map(({ id }) => id)).size).toBe(8);
    for (const { data } of told()) {
      expect(data).toEqual({
        orderId: 'ord_1',
        userId: 'usr_1',
        decision,
        parcels: [
          { shipmentId: FIRST, outcome: 'reship', items: one },
          { shipmentId: FIRST, outcome: 'refund', items: one },
        ],
      });
    }
    await answer(FIRST, decision);
    now += 100 * HOUR;
    await sweep();
    expect(told()).toHaveLength(8);
    expect(await read()).not.toHaveProperty('unanswered');
  });

  it('waits for the answer of each parcel, whatever became of the order', async () => {
    const items = [{ productId: PRODUCT, quantity: 1 }];
    const decision = await decided({ outcome: 'refund', restock: false }, [
      { shipmentId: FIRST, status: 'lost', seen: 3, items },
      { shipmentId: SECOND, status: 'lost', seen: 3, items },
    ]);
    expect((await read()).status).toBe('cancelled');
    await answer(FIRST, decision);
    await answer(FIRST, decision);
    await answer(SECOND, decision + 1);
    now += HOUR;
    await sweep();
    expect(told().at(-1)?.data).toMatchObject({ parcels: [{ shipmentId: SECOND, outcome: 'refund' }] });
    await answer(SECOND, decision);
    expect(await due()).toEqual([]);
  });

  it('is known by its number also to who hears of it by the event of before', async () => {
    const decision = await decided({ outcome: 'reship', restock: false, items: one }, [
      { shipmentId: FIRST, status: 'lost', seen: 3 },
    ]);
    const before = events.filter(({ type }) => /reship-ordered|delivery-given-up/.test(type));
    expect(before.map(({ data }) => data)).toMatchObject([
      { decision, shipmentIds: [], parts: [{ shipmentId: FIRST, items: one }] },
      { decision, shipmentIds: [], parts: [{ shipmentId: FIRST, items: one }] },
    ]);
  });

  it('leaves an open return in the list of those that wait', () => {
    const order = anOrder('return-requested', {
      unanswered: [{ decision: 5, parcels: [{ shipmentId: FIRST, outcome: 'refund' }], told: 1, at: 0 }],
    });
    expect(dueOf(order)?.what).toBe('return');
    expect(dueOf({ ...order, returns: [] })).toEqual({ what: 'tell', at: 0 });
  });
});
