import { type ShipmentId, skuOf } from '@cartless/domain';
import { describe, expect, it } from '@jest/globals';
import { anOrder } from '../../test/an-order.ts';
import type { OrderChange } from '../ordering/order-change.ts';
import { fromOrderItem, toOrderItem } from '../ordering/order-item.ts';
import type { Order } from '../ordering/order.ts';
import { captured, refunded } from '../payments/money-kept.ts';
import { approve } from '../returns/return-decision.ts';
import { receive } from '../returns/return-receipt.ts';
import { request } from '../returns/return-request.ts';
import { unitsBack, unitsGone, unitsLeft } from '../returns/return-units.ts';
import { showParcels } from './parcel-body.ts';
import type { ParcelItem } from './parcel.ts';
import { hear, type ParcelNews, turnsUp } from './parcel-news.ts';
import { brought, givenUp, itemsIn, itemsOf, less, unitsOf, waysOf } from './parcel-units.ts';
import { type Replaced, replaced, unreplaced } from './replacement-news.ts';
import { decide, decideByTime } from './undelivered.ts';

const LAMP = 'prd_lamp' as const;
const BOOK = 'prd_book' as const;
const of = (productId: typeof LAMP | typeof BOOK, quantity: number) => ({ productId, quantity });
const idOf = (place: number): ShipmentId => `shp_a_${place}`;
const [FIRST, SECOND, THIRD] = [idOf(1), idOf(2), idOf(3)];
const STEP = { at: 50, by: 'carrier' } as const;
const STAFF = { at: 60, by: 'admin' } as const;
const DEADLINE = { decideBy: 1000, heardAt: 55 };
const ALL_BACK = { keepFee: false };

/** Three lamps for 334 each, 2 less by a promotion, and two books for 500, sent for 300. */
function anyOrder(): Order {
  const [lamp] = anOrder('paid').lines;
  const line = { ...lamp!, quantity: 3, unitPrice: { amount: 334, currency: 'CNY' }, discount: 2 };
  const { discount: _, ...book } = { ...line, productId: BOOK, quantity: 2 };
  const captures = [{ intent: 'pi_1', amount: 2300, at: 5 }];
  return anOrder('paid', {
    lines: [
      { ...line, draws: [{ bucket: 0, quantity: 3 }] },
      { ...book, unitPrice: { amount: 500, currency: 'CNY' }, draws: [{ bucket: 0, quantity: 2 }] },
    ],
    shippingFee: 300,
    total: 2300,
    captures,
  });
}

const news = (shipmentId: ShipmentId, status: ParcelNews['status'], sequence: number, more = {}) => ({
  shipmentId,
  status,
  sequence,
  ...more,
});
const tell = (order: Order, ...all: readonly ParcelNews[]): Order =>
  all.reduce<Order>((state, one) => hear(state, one, STEP, DEADLINE)?.state ?? state, order);
const lost = () => tell(anyOrder(), news(FIRST, 'dispatched', 2), news(FIRST, 'lost', 3));
const agreed = (
  order: Order,
  again: readonly ParcelItem[],
  replacement: ShipmentId,
  more: Partial<Replaced> = {},
) => replaced(order, { shipmentId: FIRST, arrived: false, again, replacement, ...more }, STAFF, DEADLINE);
const shelf = (change: OrderChange | undefined): number =>
  (change?.also ?? []).reduce((sum, side) => {
    if (side.type === 'release-stock') return sum + side.quantity;
    return side.type === 'retake-stock' ? sum - side.quantity : sum;
  }, 0);
const told = (change: OrderChange | undefined) => change?.facts?.map(({ type }) => type) ?? [];

describe('some of what was in a parcel that did not arrive', () => {
  it('is sent again while the rest waits for a decision, and each is counted once', () => {
    const change = agreed(lost(), [of(LAMP, 1)], SECOND)!;
    expect(change.state.status).toBe('undelivered');
    expect(shelf(change)).toBe(-1);
    expect(agreed(change.state, [of(LAMP, 1)], SECOND)).toBeUndefined();
    const second = agreed(change.state, [of(LAMP, 1)], THIRD)!;
    expect(shelf(second)).toBe(-1);
    const given = decide(second.state, { outcome: 'refund', restock: false }, ALL_BACK, STAFF)!;
    expect(given.state.status).toBe('shipped');
    expect(told(given)).toEqual(['delivery-given-up', 'refund-owed', 'undelivered-decided']);
    expect(given.facts?.[0]).toMatchObject({
      shipmentIds: [],
      parts: [{ shipmentId: FIRST, items: [of(LAMP, 1), of(BOOK, 2)] }],
    });
    expect(refunded(given.state)).toBe(333 + 1000);
    const parts = (shipmentId: ShipmentId) =>
      news(shipmentId, 'delivered', 2, { replaces: FIRST, items: [of(LAMP, 1)] });
    expect(tell(given.state, parts(SECOND)).status).toBe('shipped');
    const done = tell(given.state, parts(SECOND), parts(THIRD));
    expect(done.status).toBe('delivered');
    expect([unitsGone(done, 0), unitsGone(done, 1)]).toEqual([1, 2]);
    expect([unitsLeft(done, 0), unitsLeft(done, 1)]).toEqual([2, 0]);
  });

  it('is decided in one word: these are sent again, and the money of the others goes back', () => {
    const items = [of(LAMP, 2), of(BOOK, 1)];
    const decision = { outcome: 'reship', restock: false, items } as const;
    const change = decide(lost(), decision, ALL_BACK, STAFF)!;
    expect(change.state.status).toBe('shipped');
    expect(told(change)).toEqual([
      'reship-ordered',
      'delivery-given-up',
      'refund-owed',
      'undelivered-decided',
      'goods-reshelved',
    ]);
    expect(change.facts?.[0]).toMatchObject({ shipmentIds: [], parts: [{ shipmentId: FIRST, items }] });
    expect(refunded(change.state)).toBe(333 + 500);
    expect(shelf(change)).toBe(-3);
    expect(decide(change.state, decision, ALL_BACK, STAFF)).toBeUndefined();
    const heard = agreed(change.state, items, SECOND)!;
    expect([shelf(heard), heard.state.missing]).toEqual([0, undefined]);
    const done = tell(heard.state, news(SECOND, 'delivered', 2, { replaces: FIRST, items }));
    expect(done.status).toBe('delivered');
    expect(showParcels(done)[0]?.decided).toEqual([
      { outcome: 'reship', items },
      { outcome: 'refund', items: [of(LAMP, 1), of(BOOK, 1)] },
    ]);
  });

  it('is the same decision again only when it asks for nothing else', () => {
    const decision = { outcome: 'reship', restock: true, items: [of(LAMP, 2)] } as const;
    const { state } = decide(lost(), decision, ALL_BACK, STAFF)!;
    const again = (more: object) => decide(state, { ...decision, ...more }, ALL_BACK, STAFF);
    const refused = expect.objectContaining({ code: 'NOTHING_UNDELIVERED' });
    expect(again({})).toBeUndefined();
    expect(() => again({ items: [of(LAMP, 3)] })).toThrow(refused);
    expect(() => again({ items: [of(BOOK, 1)] })).toThrow(refused);
    expect(() => again({ restock: false })).toThrow(refused);
    expect(again({ outcome: 'refund', items: [of(LAMP, 1), of(BOOK, 2)] })).toBeUndefined();
    expect(() => again({ outcome: 'refund', items: decision.items })).toThrow(refused);
  });

  it('is all of it when all is named, and refused when so many do not wait', () => {
    const all = { outcome: 'refund', restock: false, items: [of(LAMP, 3), of(BOOK, 2)] } as const;
    expect(decide(lost(), all, ALL_BACK, STAFF)?.state).toMatchObject({
      status: 'cancelled',
      parcels: [{ decided: 'refund' }],
    });
    const tooMany = { outcome: 'reship', restock: false, items: [of(LAMP, 4)] } as const;
    expect(() => decide(lost(), tooMany, ALL_BACK, STAFF)).toThrow(
      expect.objectContaining({ code: 'UNDELIVERED_ITEMS_UNKNOWN' }),
    );
  });

  it('goes back to the shelf and out again as the same goods when they came back', () => {
    const here = tell(lost(), news(FIRST, 'returning', 4), news(FIRST, 'returned', 5, { fit: true }));
    const decision = { outcome: 'reship', restock: true, items: [of(LAMP, 1)] } as const;
    expect(shelf(decide(here, decision, ALL_BACK, STAFF))).toBe(4);
    const early = decide(lost(), decision, ALL_BACK, STAFF)!;
    expect(shelf(early)).toBe(-1);
    const late = hear(early.state, news(FIRST, 'returned', 6, { fit: true }), STEP, DEADLINE);
    expect(shelf(late)).toBe(5);
    const again = hear(late!.state, news(FIRST, 'returned', 7, { fit: true }), STEP, DEADLINE);
    expect(shelf(again)).toBe(0);
  });

  it('is told of in whichever order: its parcel before the agreement, and delivered before that', () => {
    const items = [of(LAMP, 1)];
    const second = (status: ParcelNews['status'], sequence: number) =>
      news(SECOND, status, sequence, { replaces: FIRST, items });
    const order = tell(lost(), second('dispatched', 2), second('delivered', 3));
    expect(order.status).toBe('undelivered');
    const change = agreed(order, items, SECOND)!;
    expect(shelf(change)).toBe(-1);
    expect(change.state.status).toBe('undelivered');
    expect(decideByTime(change.state, ALL_BACK, STAFF)?.state.status).toBe('delivered');
  });

  it('waits for a decision again when it cannot be sent', () => {
    const items = [of(BOOK, 2)];
    const ordered = decide(lost(), { outcome: 'reship', restock: false, items }, ALL_BACK, STAFF)!.state;
    const change = unreplaced(ordered, { shipmentId: FIRST, wanted: items }, STEP, DEADLINE)!;
    expect([change.state.status, shelf(change)]).toEqual(['undelivered', 2]);
    expect(unreplaced(change.state, { shipmentId: FIRST, wanted: items }, STEP, DEADLINE)).toBeUndefined();
    expect(decideByTime(change.state, ALL_BACK, STAFF)?.state.status).toBe('cancelled');
  });

  it('of a parcel that arrived changes nothing of the order but the shelf, as often as it is agreed to', () => {
    const order = tell(anyOrder(), news(FIRST, 'delivered', 3));
    const change = agreed(order, [of(LAMP, 1)], SECOND, { arrived: true })!;
    const next = agreed(change.state, [of(LAMP, 1)], THIRD, { arrived: true })!;
    expect([change.state.status, shelf(change), next.state.status, shelf(next)]).toEqual([
      'delivered',
      -1,
      'delivered',
      -1,
    ]);
    expect(turnsUp(next.state, news(FIRST, 'delivered', 4))).toBe(false);
  });

  it('is odd when it turns up after its money went back, and is not given back twice', () => {
    const order = decide(
      lost(),
      { outcome: 'reship', restock: false, items: [of(BOOK, 2)] },
      ALL_BACK,
      STAFF,
    )!;
    const arrives = news(FIRST, 'delivered', 9);
    expect(turnsUp(order.state, arrives)).toBe(true);
    const here = tell(order.state, arrives);
    expect(here.status).toBe('delivered');
    expect([unitsLeft(here, 0), unitsLeft(here, 1)]).toEqual([0, 2]);
  });

  it('survives the table', () => {
    const items = [of(LAMP, 2)];
    const order = tell(
      agreed(lost(), items, SECOND)!.state,
      news(FIRST, 'returning', 7, { why: 'not-collected' }),
    );
    const stored = fromOrderItem({ ...toOrderItem(order), pk: `O#${order.orderId}`, v: order.version });
    expect(stored.parcels).toEqual(order.parcels);
    expect(stored.parcels[0]).toMatchObject({ why: 'not-collected', parts: [{ items, by: SECOND }] });
  });
});

describe('why a parcel did not arrive', () => {
  it('stands in the history of its order and is told with it', () => {
    const sent = tell(anyOrder(), news(FIRST, 'dispatched', 2));
    const change = hear(sent, news(FIRST, 'returning', 3, { why: 'refused' }), STEP, DEADLINE);
    expect(change?.facts).toMatchObject([{ type: 'order-undelivered', cause: 'returned', why: 'refused' }]);
    expect(change?.state.history.at(-1)).toMatchObject({ status: 'undelivered', why: 'refused' });
    expect(showParcels(change!.state)[0]).toMatchObject({ reason: 'refused' });
  });
});

const seeded = (seed: number) => {
  let state = seed + 1;
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
};
type Random = ReturnType<typeof seeded>;

const some = (random: Random, items: readonly ParcelItem[]): readonly ParcelItem[] =>
  items
    .map((item) => ({ ...item, quantity: random(item.quantity + 1) }))
    .filter(({ quantity }) => quantity > 0);

/** What logistics does and tells, as far as orders can see it. */
type Sent = {
  id: ShipmentId;
  version: number;
  status: 'waiting' | ParcelNews['status'];
  items: readonly ParcelItem[];
  out: readonly ParcelItem[];
  replaces?: ShipmentId;
};
type Hears = (order: Order) => OrderChange | undefined;

function logistics(random: Random, order: Order) {
  const parcels: Sent[] = [];
  const events: Hears[] = [];
  const make = (items: readonly ParcelItem[], replaces?: ShipmentId): Sent => {
    const parcel: Sent = {
      id: idOf(parcels.length + 1),
      version: 1,
      status: 'waiting',
      items,
      out: items,
      ...(replaces && { replaces }),
    };
    parcels.push(parcel);
    return parcel;
  };
  make(order.lines.map((line) => ({ productId: line.productId, quantity: line.quantity })));
  const NEXT: Readonly<Record<Sent['status'], readonly ParcelNews['status'][]>> = {
    waiting: ['dispatched'],
    dispatched: ['delivered', 'lost', 'returning'],
    lost: ['dispatched', 'delivered', 'returning'],
    returning: ['returned'],
    returned: [],
    delivered: [],
  };
  const take = (parcel: Sent, items: readonly ParcelItem[]) =>
    void (parcel.out = itemsIn(less(unitsOf(parcel.out), unitsOf(items))));
  const again = (parcel: Sent, items: readonly ParcelItem[]): void => {
    if (items.length === 0) return;
    take(parcel, items);
    const made = make(items, parcel.id);
    const isAll = covered(items, parcel.items);
    const arrived = parcel.status === 'delivered';
    parcel.version += 1;
    const fact = {
      shipmentId: parcel.id,
      arrived,
      replacement: made.id,
      ...(parcel.replaces && { items: parcel.items }),
      ...(!isAll && { again: items }),
    };
    events.push((state) => replaced(state, fact, STAFF, DEADLINE));
  };
  return {
    parcels,
    events,
    moves: () => {
      const parcel = parcels[random(parcels.length)]!;
      const next = NEXT[parcel.status];
      const status = next[random(next.length)];
      if (status === undefined) return;
      parcel.status = status;
      parcel.version += 1;
      const fact = news(parcel.id, status, parcel.version, {
        ...(parcel.replaces && { replaces: parcel.replaces, items: parcel.items }),
        ...(status === 'returned' && random(2) === 0 && { fit: random(2) === 0 }),
      });
      events.push((state) => hear(state, fact, STEP, DEADLINE));
    },
    agrees: () => {
      const parcel = parcels[random(parcels.length)]!;
      if (parcel.status !== 'waiting' && parcels.length < 12) again(parcel, some(random, parcel.out));
    },
    /** What the shop decided; it comes late, and each decision once as far as it matters here. */
    follows: (change: OrderChange) => {
      for (const fact of change.facts ?? []) {
        if (fact.type !== 'reship-ordered' && fact.type !== 'delivery-given-up') continue;
        const meant = [
          ...fact.shipmentIds.map((shipmentId) => ({ shipmentId, items: undefined })),
          ...(fact.parts ?? []),
        ];
        for (const { shipmentId, items } of meant) {
          const parcel = parcels.find(({ id }) => id === shipmentId)!;
          const free = items ? common(items, parcel.out) : parcel.out;
          if (fact.type === 'delivery-given-up') take(parcel, free);
          else if (parcel.status !== 'delivered') again(parcel, free);
        }
      }
    },
  };
}

const covered = (items: readonly ParcelItem[], all: readonly ParcelItem[]): boolean =>
  less(unitsOf(all), unitsOf(items)).size === 0;
const common = (items: readonly ParcelItem[], out: readonly ParcelItem[]): readonly ParcelItem[] =>
  items
    .map((item) => ({
      ...item,
      quantity: Math.min(item.quantity, unitsOf(out).get(skuOf(item)) ?? 0),
    }))
    .filter(({ quantity }) => quantity > 0);

/** No unit is with the shopper, paid back and returned at once, and no parcel has more ways than units. */
function check(order: Order): void {
  const [here, gone] = [brought(order), givenUp(order)];
  for (const [at, line] of order.lines.entries()) {
    const sku = skuOf(line);
    expect((here.get(sku) ?? 0) + (gone.get(sku) ?? 0)).toBeLessThanOrEqual(line.quantity);
    expect(unitsGone(order, at)).toBeLessThanOrEqual(line.quantity);
    expect(unitsLeft(order, at)).toBeGreaterThanOrEqual(0);
    expect(unitsLeft(order, at) + unitsBack(order, at)).toBeLessThanOrEqual(line.quantity);
  }
  for (const parcel of order.parcels) {
    const { parts } = waysOf(order, parcel);
    const inParts = unitsOf(parts.flatMap(({ part }) => part.items));
    expect(less(inParts, unitsOf(itemsOf(order, parcel)))).toEqual(new Map());
  }
  expect(refunded(order)).toBeLessThanOrEqual(captured(order));
}

/** What parcels bring to the shelf and take from it is told, all of it and once. */
function checkGoods(change: OrderChange): void {
  if (told(change).includes('return-received')) return;
  const units = (change.facts ?? []).flatMap((fact) => (fact.type === 'goods-reshelved' ? fact.moved : []));
  expect(units.reduce((sum, { units: some }) => sum + some, 0)).toBe(shelf(change));
}

const expected = new Set([
  'NOTHING_UNDELIVERED',
  'UNDELIVERED_ITEMS_UNKNOWN',
  'SENT_TOO_OFTEN',
  'ORDER_NOT_RETURNABLE',
  'RETURN_UNITS_EXCEEDED',
  'TOO_MANY_RETURNS',
]);
const tried = (act: () => OrderChange | undefined): OrderChange | undefined => {
  try {
    return act();
  } catch (error) {
    if (error instanceof Error && 'code' in error && expected.has(String(error.code))) return undefined;
    throw error;
  }
};

describe('whatever is sent again, given up and returned', () => {
  it.each(Array.from({ length: 150 }, (_, seed) => seed))(
    'each unit is counted once, in any order of events and however often they come (history %i)',
    (seed) => {
      const random = seeded(seed);
      let order = anyOrder();
      const world = logistics(random, order);
      const goes = (change: OrderChange | undefined): void => {
        if (change === undefined) return;
        order = change.state;
        check(order);
        checkGoods(change);
        world.follows(change);
      };
      const items = () => some(random, [of(LAMP, 3), of(BOOK, 2)]);
      const returns = (): OrderChange | undefined => {
        const wanted = items();
        if (wanted.length === 0) return undefined;
        const asked = request(order, { items: wanted, reason: 'x' }, 70).state;
        const id = `ret_1-${asked.returns.length}`;
        const approved = approve(asked, id, STAFF)?.state ?? asked;
        return receive(approved, id, { items: wanted.map((item) => ({ ...item, restock: true })) }, STAFF);
      };
      const steps: (() => void)[] = [
        world.moves,
        world.moves,
        world.agrees,
        () => goes(world.events[random(world.events.length)]?.(order)),
        () => goes(world.events[random(world.events.length)]?.(order)),
        () => goes(world.events.at(-1)?.(order)),
        () => {
          const outcome = random(2) === 0 ? 'refund' : 'reship';
          const named = random(2) === 0 ? items() : [];
          goes(
            tried(() =>
              decide(
                order,
                { outcome, restock: random(2) === 0, ...(named.length > 0 && { items: named }) },
                ALL_BACK,
                STAFF,
              ),
            ),
          );
        },
        () => goes(tried(returns)),
      ];
      for (let n = 0; n < 60; n += 1) steps[random(steps.length)]!();
      for (const event of world.events) goes(event(order));
      for (const event of world.events) goes(event(order));
    },
  );

  it.each(Array.from({ length: 60 }, (_, seed) => seed))(
    'exactly what goes again leaves the shelf, and the order ends up the same (history %i)',
    (seed) => {
      const random = seeded(1000 + seed);
      const world = logistics(random, anyOrder());
      for (let n = 0; n < 30; n += 1) [world.moves, world.moves, world.agrees][random(3)]!();
      const isPlain = world.parcels.every(({ status }) => !status.startsWith('return'));
      if (!isPlain) return;
      const ends = Array.from({ length: 4 }, () => {
        const shuffled = [...world.events, ...world.events, ...world.events]
          .map((event) => [random(1_000_000), event] as const)
          .toSorted(([a], [b]) => a - b)
          .map(([, event]) => event);
        let order = anyOrder();
        let left = 0;
        for (const event of [...shuffled, ...world.events]) {
          const change = event(order);
          if (change === undefined) continue;
          order = change.state;
          left += shelf(change);
          check(order);
          checkGoods(change);
        }
        return { status: order.status, here: Object.fromEntries(brought(order)), left };
      });
      const again = world.parcels.slice(1).flatMap((parcel) => parcel.items);
      expect(ends[0]?.left).toBe(0 - again.reduce((sum, { quantity }) => sum + quantity, 0));
      for (const end of ends) expect(end).toEqual(ends[0]);
    },
  );
});
