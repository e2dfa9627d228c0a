import { publicationsOf } from '@cartless/aggregate';
import { memoryItems } from '@cartless/aggregate/memory';
import type { DomainEvent, ShipmentId } from '@cartless/domain';
import { eventsOf } from '@cartless/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { carriers } from '../services/logistics/src/carriers/choice.ts';
import { LOGISTICS_TABLE } from '../services/logistics/src/logistics-table.ts';
import { shipmentDeclaration } from '../services/logistics/src/shipments/shipment-store.ts';
import { memoryCarrier } from '../services/logistics/test/memory-carrier.ts';
import { useCases } from '../services/logistics/test/use-cases.ts';
import { admin, firstParcel, paidOrder } from '../services/logistics/test/world.ts';
import { ORDERS_TABLE, stockKey } from '../services/orders/src/orders-table.ts';
import { findDue } from '../services/orders/src/ordering/due-orders-store.ts';
import { followShipment } from '../services/orders/src/ordering/follow-shipment.ts';
import { orderDeclaration, orderStore } from '../services/orders/src/ordering/order-store.ts';
import { settleDue } from '../services/orders/src/ordering/settle-due.ts';
import { ALL_BACK, decide, type Decision } from '../services/orders/src/parcels/undelivered.ts';
import { anOrder, PRODUCT } from '../services/orders/test/an-order.ts';

const DAY = 86_400_000;
const lamps = (quantity: number) => [{ productId: PRODUCT, quantity }];

/** What the release before subscribed to, and the fields of it that it did not know. */
const SUBSCRIBED_BEFORE =
  /(reship-ordered|delivery-given-up|shipment-[a-z-]+|reship-approved|reship-rejected)\.v1$/;
const UNKNOWN_BEFORE = ['parts', 'decision', 'replacesSome', 'origin'];

/** The event as the release before reads it; undefined when it does not hear of it. */
function asBefore(event: DomainEvent): DomainEvent | undefined {
  if (!SUBSCRIBED_BEFORE.test(event.type)) return undefined;
  const known = Object.entries(event.data as object).filter(([name]) => !UNKNOWN_BEFORE.includes(name));
  return { ...event, data: Object.fromEntries(known) };
}
const asNow = (event: DomainEvent): DomainEvent | undefined => event;
type Release = typeof asNow;

/** Orders and logistics, each with its own table, and an order of two lamps whose parcel is lost. */
async function bothServices() {
  const clock = { at: Date.parse('2026-12-01T00:00:00Z') };
  const now = () => new Date(clock.at);
  const told: DomainEvent[] = [];
  const paid = paidOrder();
  const items = paid.items.slice(0, 1).map((item) => ({ ...item, ...lamps(2)[0]! }));
  const parcel = firstParcel(paid);

  const shelves = memoryItems(ORDERS_TABLE);
  await shelves.write([{ update: stockKey(PRODUCT, 0), add: { n: 9 } }]);
  const orders = orderStore(shelves);
  const order = anOrder('undelivered', {
    orderId: paid.orderId,
    userId: paid.userId,
    orderNumber: paid.orderNumber,
    decideBy: clock.at + 7 * DAY,
    parcels: [{ shipmentId: parcel, status: 'lost', seen: 9 }],
  });
  await orders.create(() => ({ state: order }));
  const following = followShipment({
    change: orders.change,
    now,
    decideWithinMs: 7 * DAY,
    readListings: () => Promise.reject(new Error('the shelf has enough')),
    readBuckets: () => Promise.reject(new Error('the shelf has enough')),
    turnedUp: () => undefined,
    tooFew: () => undefined,
  });

  const parcels = memoryItems(LOGISTICS_TABLE);
  const logistics = useCases({ items: parcels, carriers: carriers(memoryCarrier().carrier), clock: now });
  await logistics.create({ ...paid, items });
  await logistics.buyInBackground(parcel);
  await logistics.shipments.change(parcel, (one) => ({
    state: { ...one, status: 'lost', version: 9 } as never,
  }));

  shelves.watch(({ after }) => void told.push(...eventsOf(after, publicationsOf(orderDeclaration))));
  parcels.watch(({ after }) => void told.push(...eventsOf(after, publicationsOf(shipmentDeclaration))));

  const readers: Readonly<Record<string, (event: never) => Promise<unknown>>> = {
    'orders.reship-ordered.v1': logistics.decisions.reship,
    'orders.delivery-given-up.v1': logistics.decisions.giveUp,
    'orders.undelivered-decided.v1': logistics.decisions.follow,
    'logistics.reship-approved.v1': following.replaced,
    'logistics.partial-reship-approved.v1': following.replaced,
    'logistics.decision-followed.v1': following.decisionFollowed,
    'logistics.shipment-dispatched.v1': following.moved('dispatched'),
    'logistics.shipment-delivered.v1': following.moved('delivered'),
  };
  return {
    parcel,
    nth: (place: number) => parcel.replace(/_1$/, `_${place}`) as ShipmentId,
    logistics,
    read: () => orders.read(order.orderId),
    decides: (decision: Decision) =>
      orders.change(order.orderId, (one) => decide(one, decision, ALL_BACK, { at: clock.at, by: 'admin' })),
    /** What was told so far arrives, and what follows from it, as far as each service's release hears it. */
    async arrives(release: Readonly<{ orders: Release; logistics: Release }>): Promise<void> {
      for (let event = told.shift(); event !== undefined; event = told.shift()) {
        const read = event.type.startsWith('orders.') ? release.logistics : release.orders;
        const heard = read(event);
        if (heard !== undefined) await readers[event.type]?.(heard as never);
      }
    },
    /** A day goes by, and the sweep of orders with it. */
    async day(): Promise<void> {
      clock.at += DAY;
      for (const id of await findDue(shelves)(clock.at)) await settleDue({ change: orders.change, now })(id);
    },
    contents: async () =>
      (await logistics.shipments.ofOrder(paid.orderNumber)).map(({ status, lines }) => [
        status,
        ...lines.map(({ quantity }) => quantity),
      ]),
  };
}
type Both = Awaited<ReturnType<typeof bothServices>>;

const NOW = { orders: asNow, logistics: asNow };

describe('services that are deployed one after the other', () => {
  let both: Both;
  beforeEach(async () => void (both = await bothServices()));
  const some: Decision = { outcome: 'reship', restock: false, items: lamps(1) };

  it('follow a decision about some items once, when logistics comes later', async () => {
    await both.decides(some);
    await both.arrives({ orders: asNow, logistics: asBefore });
    await both.day();
    await both.arrives({ orders: asNow, logistics: asBefore });
    expect(await both.contents()).toEqual([['lost', 2]]);
    await both.day();
    await both.arrives(NOW);
    expect(await both.contents()).toEqual([
      ['lost', 2],
      ['created', 1],
    ]);
    const lost = await both.logistics.shipments.read(both.parcel);
    expect(lost.back).toMatchObject([{ items: lamps(1) }]);
    expect(await both.read()).not.toHaveProperty('unanswered');
    await both.day();
    await both.arrives(NOW);
    expect(await both.contents()).toHaveLength(2);
  });

  it('follow a decision about whole parcels at once, and once, whichever release of logistics hears of it', async () => {
    await both.decides({ outcome: 'reship', restock: false });
    await both.arrives({ orders: asNow, logistics: asBefore });
    expect(await both.contents()).toHaveLength(2);
    await both.day();
    await both.arrives(NOW);
    expect(await both.contents()).toHaveLength(2);
    expect(await both.read()).not.toHaveProperty('unanswered');
  });

  it('do not take a replacement of some items for all, when orders comes later', async () => {
    const wish = { reason: 'lost', photos: [], items: lamps(1) } as const;
    const typed = (await both.logistics.shipments.read(both.parcel)).orderNumber;
    await both.logistics.requestReship({ typed, caller: admin, wish, idempotencyKey: undefined });
    await both.logistics.buyInBackground(both.nth(2));
    const delivered = { status: 'delivered' } as never;
    await both.arrives({ orders: asBefore, logistics: asNow });
    // The rest still waits for somebody to decide about it.
    expect(await both.read()).toMatchObject({ status: 'undelivered', parcels: [{ status: 'lost' }, {}] });
    await both.logistics.shipments.change(both.nth(2), (one) => ({
      state: { ...one, ...(delivered as object) } as never,
      facts: [{ type: 'shipment-delivered', at: '2026-12-01T00:00:00Z' }],
    }));
    await both.arrives(NOW);
    expect(await both.read()).toMatchObject({ status: 'undelivered' });
    await both.decides({ outcome: 'refund', restock: false });
    await both.arrives(NOW);
    expect(await both.read()).toMatchObject({ status: 'delivered', refunds: [{ amount: 5000 }] });
    expect((await both.logistics.shipments.read(both.parcel)).back).toMatchObject([{ items: lamps(1) }]);
  });
});
