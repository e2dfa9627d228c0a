import type { ShipmentId } from '@cartless/domain';
import { describe, expect, it } from '@jest/globals';
import { anOrder, PRODUCT } from '../../test/an-order.ts';
import type { OrderChange } from '../ordering/order-change.ts';
import type { Order } from '../ordering/order.ts';
import { fromOrderItem, toOrderItem } from '../ordering/order-item.ts';
import { erase } from '../ordering/erasure.ts';
import { captured, refunded } from '../payments/money-kept.ts';
import { hear, type ParcelNews, turnsUp } from './parcel-news.ts';
import type { Draws } from './parcel-stock.ts';
import { type Replaced, replaced, unreplaced } from './replacement-news.ts';
import { decide, decideByTime, type Policy } from './undelivered.ts';

const [FIRST, SECOND, THIRD]: ShipmentId[] = ['shp_a_1', 'shp_a_2', 'shp_a_3'] as never;
const STEP = { at: 50, by: 'carrier' } as const;
const STAFF = { at: 60, by: 'admin' } as const;
const TIME = { at: 99, by: 'system' } as const;
const DEADLINE = { decideBy: 1000, heardAt: 55 };
const ALL: Policy = { keepFee: false };

type Told = Partial<ParcelNews> & Pick<ParcelNews, 'status'>;
const one = (quantity: number) => [{ productId: PRODUCT, quantity }];
const tell = (order: Order, ...news: readonly Told[]): Order =>
  news.reduce<Order>(
    (state, told, n) =>
      hear(state, { shipmentId: FIRST!, sequence: n + 2, ...told }, STEP, DEADLINE)?.state ?? state,
    order,
  );
const lost = (order: Order = anOrder('paid')) => tell(order, { status: 'dispatched' }, { status: 'lost' });
const back = (fit?: boolean) =>
  tell(anOrder('paid'), { status: 'dispatched' }, { status: 'returning' }, { status: 'returned', fit });
const refund = (order: Order, restock = false, policy = ALL) =>
  decide(order, { outcome: 'refund', restock }, policy, STAFF);
const reship = (order: Order, restock = false) => decide(order, { outcome: 'reship', restock }, ALL, STAFF);
const sentAnew = (order: Order, told: Partial<Replaced> = {}, left?: Draws) =>
  replaced(order, { shipmentId: FIRST!, arrived: false, ...told }, STAFF, DEADLINE, left);
const facts = (change: OrderChange | undefined) => change?.facts?.map(({ type }) => type) ?? [];
const shelf = (change: OrderChange | undefined): number =>
  (change?.also ?? []).reduce((sum, side) => {
    if (side.type === 'release-stock') return sum + side.quantity;
    return side.type === 'retake-stock' ? sum - side.quantity : sum;
  }, 0);

describe('what parcels tell of an order', () => {
  it.each([
    ['lost', { status: 'lost' }, 'lost'],
    ['sent back', { status: 'returning' }, 'returned'],
  ] as const)('makes it undelivered when one is %s, and says until when to decide', (_, news, cause) => {
    const sent = tell(anOrder('paid'), { status: 'dispatched' });
    const change = hear(sent, { shipmentId: FIRST!, sequence: 9, ...news }, STEP, DEADLINE);
    expect(change?.state).toMatchObject({ status: 'undelivered', decideBy: 1000 });
    expect(change?.facts).toEqual([{ type: 'order-undelivered', at: 50, shipmentId: FIRST, cause }]);
    expect(change?.state.history.map(({ status }) => status)).toEqual(['shipped', 'undelivered']);
  });

  it('means the same in whichever order it is heard', () => {
    const events: Told[] = [
      { status: 'dispatched', sequence: 2 },
      { status: 'lost', sequence: 3 },
      { status: 'dispatched', sequence: 4 },
      { status: 'returning', sequence: 5 },
    ];
    const ends = permutations(events).map((order) => tell(anOrder('paid'), ...order));
    expect(new Set(ends.map(({ status, parcels }) => JSON.stringify([status, parcels]))).size).toBe(1);
    expect(ends[0]).toMatchObject({ status: 'undelivered', parcels: [{ status: 'returning' }] });
  });

  it('is no news the second time, nor about an order that is not paid', () => {
    const order = lost();
    expect(hear(order, { shipmentId: FIRST!, sequence: 3, status: 'lost' }, STEP, DEADLINE)).toBeUndefined();
    const news = { shipmentId: FIRST!, sequence: 9, status: 'lost' } as const;
    expect(hear(anOrder('placed'), news, STEP, DEADLINE)).toBeUndefined();
  });

  it('takes nothing back from an order whose parcel arrived', () => {
    const delivered = tell(anOrder('paid'), { status: 'delivered', sequence: 8 });
    expect(tell(delivered, { status: 'lost', sequence: 9 })).toBe(delivered);
    expect(tell(anOrder('completed'), { status: 'lost' }).status).toBe('completed');
  });

  it('delivers what was lost and is found, and asks nobody any more', () => {
    const found = tell(lost(), { status: 'dispatched', sequence: 5 });
    expect(found.status).toBe('shipped');
    expect(tell(lost(), { status: 'delivered', sequence: 5 }).status).toBe('delivered');
    expect(tell(found, { status: 'lost', sequence: 6 }).status).toBe('undelivered');
  });

  it('survives the table, and what an earlier release noted of a lost parcel waits for a decision too', () => {
    const order = back(true);
    const read = (state: Order): Order =>
      fromOrderItem({ ...toOrderItem(state), pk: `O#${state.orderId}`, v: state.version });
    expect(read(order)).toEqual({ ...order, history: order.history });
    const { ps: _, ...old } = toOrderItem({ ...anOrder('shipped'), lostAt: 40 });
    const stored = fromOrderItem({ ...old, pk: 'O#ord_1', v: 4 });
    expect(refund(stored)?.state.status).toBe('cancelled');
  });
});

describe('an order that did not arrive', () => {
  it('gives all of the money back when that is decided, and is cancelled by it', () => {
    const change = refund(lost());
    expect(change?.state).toMatchObject({ status: 'cancelled', cancelled: { why: 'undelivered' } });
    expect(refunded(change!.state)).toBe(10_000);
    expect(facts(change)).toEqual(['delivery-given-up', 'refund-owed', 'undelivered-decided']);
    expect(shelf(change)).toBe(0);
  });

  it('gives the money back by time, with the goods on the shelf only when somebody found them fit', () => {
    expect(shelf(decideByTime(back(true), ALL, TIME))).toBe(2);
    expect(shelf(decideByTime(back(false), ALL, TIME))).toBe(0);
    expect(shelf(decideByTime(back(), ALL, TIME))).toBe(0);
    expect(shelf(decideByTime(lost(), ALL, TIME))).toBe(0);
    expect(decideByTime(back(), ALL, TIME)?.facts?.[0]).toMatchObject({ by: 'system', value: 10_000 });
  });

  it('keeps the shipping fee of what came back when the shop wants that, never of what was lost', () => {
    const fee = { shippingFee: 1000, total: 10_000 };
    const keep = { keepFee: true };
    expect(refunded(refund({ ...back(), ...fee }, false, keep)!.state)).toBe(9000);
    expect(refunded(refund({ ...lost(), ...fee }, false, keep)!.state)).toBe(10_000);
    expect(refunded(refund({ ...back(), ...fee })!.state)).toBe(10_000);
  });

  it('puts goods on the shelf once: at the decision when they are here, or when they arrive fit', () => {
    expect(shelf(refund(back(), true))).toBe(2);
    const waits = refund(tell(anOrder('paid'), { status: 'dispatched' }, { status: 'returning' }), true);
    expect(shelf(waits)).toBe(0);
    const arrive = (fit: boolean | undefined, order = waits!.state, sequence = 9) =>
      hear(order, { shipmentId: FIRST!, sequence, status: 'returned', fit }, STEP, DEADLINE);
    expect(shelf(arrive(undefined))).toBe(0);
    expect(shelf(arrive(false))).toBe(0);
    const here = arrive(true);
    expect(shelf(here)).toBe(2);
    expect(shelf(arrive(true, here!.state, 10))).toBe(0);
    expect(shelf(arrive(true, arrive(undefined)!.state, 10))).toBe(2);
  });

  it('is sent again: with other units, unless what came back goes out again', () => {
    const change = reship(lost());
    expect(change?.state).toMatchObject({ status: 'shipped', parcels: [{ decided: 'reship' }] });
    expect(facts(change)).toEqual(['reship-ordered', 'undelivered-decided', 'goods-reshelved']);
    expect(shelf(change)).toBe(-2);
    expect(shelf(reship(back(), true))).toBe(0);
    expect(shelf(reship(back(), false))).toBe(-2);
    const arrivesLater = tell(lost(), { status: 'returning', sequence: 8 });
    const again = reship(arrivesLater, true);
    expect(shelf(again)).toBe(-2);
    const late = { shipmentId: FIRST!, sequence: 9, status: 'returned', fit: true } as const;
    expect(shelf(hear(again!.state, late, STEP, DEADLINE))).toBe(2);
  });

  it('is decided about once, however often that is asked, and not in two ways', () => {
    const refundedOrder = refund(lost())!.state;
    expect(refund(refundedOrder)).toBeUndefined();
    expect(() => reship(refundedOrder)).toThrow('none of its parcels waits');
    const sent = reship(lost())!.state;
    expect(reship(sent)).toBeUndefined();
    expect(() => refund(sent)).toThrow('none of its parcels waits');
    expect(() => refund(anOrder('shipped'))).toThrow('none of its parcels waits');
  });

  it('owes nothing when nothing was paid yet', () => {
    const order = tell(
      anOrder('placed', { paymentMethod: 'cod', payBy: null }),
      { status: 'dispatched' },
      { status: 'returning' },
    );
    const change = refund(order, true);
    expect(change?.state).toMatchObject({ status: 'cancelled', refunds: [] });
    expect(facts(change)).toEqual(['delivery-given-up', 'undelivered-decided']);
  });

  it('is not sent to nobody', () => {
    const order = erase(lost(), 70)!.state;
    expect(() => reship(order)).toThrow('account of the shopper is gone');
    expect(refund(order)?.state.status).toBe('cancelled');
  });

  it('can be lost again and again, up to a limit', () => {
    let order: Order = anOrder('paid');
    let n = 0;
    const lose = (): void => {
      n += 1;
      const ids = [`shp_a_${n}`, `shp_a_${n - 1}`] as ShipmentId[];
      const news = { shipmentId: ids[0]!, ...(n > 1 && { replaces: ids[1]! }) };
      for (const status of ['dispatched', 'lost'] as const) {
        const sequence = status === 'lost' ? 3 : 2;
        order = hear(order, { ...news, status, sequence }, STEP, DEADLINE)!.state;
      }
    };
    expect(() => {
      for (;;) {
        lose();
        order = reship(order)!.state;
      }
    }).toThrow('30 parcels already');
    expect(refund(order)?.state.status).toBe('cancelled');
  });
});

describe('a parcel that turns up after all', () => {
  const arrives = { shipmentId: FIRST!, sequence: 9, status: 'delivered' } as const;

  it('leaves an order as it is whose money went back, and is noted', () => {
    const given = refund(lost())!.state;
    expect(turnsUp(given, arrives)).toBe(true);
    expect(tell(given, arrives)).toMatchObject({
      status: 'cancelled',
      parcels: [{ status: 'delivered', decided: 'refund' }],
    });
  });

  it('delivers an order that was sent again, and is noted', () => {
    const again = reship(lost())!.state;
    expect(turnsUp(again, arrives)).toBe(true);
    expect(tell(again, arrives).status).toBe('delivered');
  });

  it('is nothing odd while nobody has decided', () => {
    expect(turnsUp(lost(), arrives)).toBe(false);
    expect(turnsUp(anOrder('cancelled'), { ...arrives, status: 'returned' })).toBe(false);
  });
});

describe('what logistics sends again', () => {
  it('moves the order without a decision here, whichever of its events comes first', () => {
    const agreed = sentAnew(lost())?.state;
    expect(agreed?.status).toBe('shipped');
    const left = tell(lost(), { shipmentId: SECOND!, status: 'dispatched', replaces: FIRST! });
    expect(left.status).toBe('shipped');
    expect(sentAnew(left)?.state.status).toBe('shipped');
    expect(sentAnew(refund(lost())!.state)).toBeUndefined();
    expect(sentAnew(reship(lost())!.state)).toBeUndefined();
    const early = sentAnew(anOrder('paid'))!.state;
    expect(tell(early, { status: 'dispatched' }, { status: 'lost' }).status).toBe('shipped');
  });

  it.each([
    ['lost', lost(), false],
    [
      'lost, when the replacement is heard of first',
      tell(lost(), { shipmentId: SECOND!, status: 'dispatched', replaces: FIRST! }),
      false,
    ],
    ['not heard of yet', anOrder('paid'), false],
    ['delivered and damaged', tell(anOrder('paid'), { status: 'delivered' }), true],
    ['on its way back', tell(anOrder('paid'), { status: 'dispatched' }, { status: 'returning' }), false],
  ])('takes its units from the shelf, once: %s', (_, order, arrived) => {
    const change = sentAnew(order, { arrived })!;
    expect([shelf(change), change.state.missing]).toEqual([-2, undefined]);
    expect(sentAnew(change.state, { arrived })).toBeUndefined();
    expect(shelf(sentAnew(order, { arrived, again: one(1) }))).toBe(-1);
  });

  it('takes nothing when the same goods go out again, nor for an order that is over', () => {
    expect(shelf(sentAnew(back(true)))).toBe(0);
    expect(sentAnew(anOrder('cancelled'))).toBeUndefined();
    expect(sentAnew(anOrder('returned'))).toBeUndefined();
  });

  it('takes what is left when that is too little, and what is missing stands at the order', () => {
    const left = new Map([[PRODUCT, [{ bucket: 3, quantity: 1 }]]]) as unknown as Draws;
    const change = sentAnew(lost(), {}, left)!;
    expect(change.also).toEqual([{ type: 'retake-stock', sku: PRODUCT, bucket: 3, quantity: 1 }]);
    expect(change.state).toMatchObject({
      status: 'shipped',
      missing: [{ shipmentId: FIRST, items: one(1) }],
    });
    expect(sentAnew(change.state)).toBeUndefined();
    const item = { ...toOrderItem(change.state), pk: 'O#ord_1', v: 1 };
    expect(fromOrderItem(item).missing).toEqual(change.state.missing);
  });

  it('is no oddity when the parcel had arrived, and one when it arrives later', () => {
    const delivered = tell(anOrder('paid'), { status: 'delivered' });
    expect(sentAnew(delivered, { arrived: true })?.state).toMatchObject({ status: 'delivered' });
    const damaged = sentAnew(tell(anOrder('paid'), { status: 'dispatched' }), { arrived: true })!.state;
    const arrives = { shipmentId: FIRST!, sequence: 9, status: 'delivered' } as const;
    expect(turnsUp(damaged, arrives)).toBe(false);
    expect(turnsUp(sentAnew(lost())!.state, arrives)).toBe(true);
  });

  it('waits for a decision again when it cannot be sent, with what was taken for it on the shelf', () => {
    const ordered = reship(lost())!.state;
    const change = unreplaced(ordered, { shipmentId: FIRST! }, STEP, DEADLINE);
    expect(change?.state).toMatchObject({ status: 'undelivered', decideBy: 1000 });
    expect(shelf(change)).toBe(2);
    expect(unreplaced(change!.state, { shipmentId: FIRST! }, STEP, DEADLINE)).toBeUndefined();
    const left = tell(ordered, { shipmentId: SECOND!, status: 'dispatched', replaces: FIRST! });
    expect(unreplaced(left, { shipmentId: FIRST! }, STEP, DEADLINE)).toBeUndefined();
  });

  it('delivers the order with the replacement', () => {
    const ordered = reship(lost())!.state;
    const second = { shipmentId: SECOND!, replaces: FIRST! };
    const done = tell(ordered, { ...second, status: 'dispatched' }, { ...second, status: 'delivered' });
    expect(done.status).toBe('delivered');
  });
});

describe('an order in several parcels', () => {
  const part = (shipmentId: ShipmentId, status: Told['status'], sequence = 2): Told => ({
    shipmentId,
    status,
    sequence,
    items: one(1),
  });
  const both = () => tell(anOrder('paid'), part(FIRST!, 'dispatched'), part(SECOND!, 'dispatched'));

  it('is delivered when all of them are, also when the second was not heard of before', () => {
    const first = tell(anOrder('paid'), part(FIRST!, 'delivered', 5));
    expect(first.status).toBe('shipped');
    expect(tell(first, part(SECOND!, 'delivered', 5)).status).toBe('delivered');
    expect(tell(both(), part(FIRST!, 'delivered', 5)).status).toBe('shipped');
  });

  it('gives back what the lost one is worth, and is delivered with the other', () => {
    const order = tell(both(), part(FIRST!, 'lost', 5));
    expect(order.status).toBe('undelivered');
    const change = refund(order);
    expect(change?.state.status).toBe('shipped');
    expect(refunded(change!.state)).toBe(5000);
    expect(tell(change!.state, part(SECOND!, 'delivered', 5)).status).toBe('delivered');
    const arrivedBefore = tell(both(), part(FIRST!, 'lost', 5), part(SECOND!, 'delivered', 5));
    expect(arrivedBefore.status).toBe('undelivered');
    expect(refund(arrivedBefore)?.state.status).toBe('delivered');
  });

  it('gives back what was paid for it, a discount taken off, and counts it against no limit', () => {
    const lines = anOrder('paid').lines.map((line) => ({ ...line, discount: 1001, limit: { days: 30 } }));
    const paid = anOrder('paid', { lines, total: 8999, captures: [{ intent: 'pi_1', amount: 8999, at: 5 }] });
    const order = tell(
      paid,
      part(FIRST!, 'dispatched'),
      part(SECOND!, 'dispatched'),
      part(FIRST!, 'lost', 5),
    );
    const change = refund(order);
    expect(refunded(change!.state)).toBe(4499);
    expect(change?.also).toEqual([{ type: 'give-back-share', of: PRODUCT, units: 1 }]);
  });

  it('is cancelled when none of them arrives', () => {
    const order = tell(both(), part(FIRST!, 'lost', 5), part(SECOND!, 'returning', 5));
    const change = refund(order);
    expect(change?.state.status).toBe('cancelled');
    expect(refunded(change!.state)).toBe(10_000);
    const oneByOne = tell(refund(tell(both(), part(FIRST!, 'lost', 5)))!.state, part(SECOND!, 'lost', 5));
    const second = refund(oneByOne);
    expect(second?.state.status).toBe('cancelled');
    expect(refunded(second!.state)).toBe(10_000);
  });

  it('counts what was sent twice once', () => {
    const again = reship(tell(both(), part(FIRST!, 'lost', 5)))!.state;
    const third = { ...part(THIRD!, 'delivered'), replaces: FIRST! };
    const found = tell(again, part(FIRST!, 'delivered', 7), third);
    expect(found.status).toBe('shipped');
    expect(tell(found, part(SECOND!, 'delivered', 7)).status).toBe('delivered');
  });

  it('takes cash for what arrives only, and the books agree', () => {
    const cod = anOrder('placed', { paymentMethod: 'cod', payBy: null });
    const order = tell(cod, part(FIRST!, 'dispatched'), part(SECOND!, 'dispatched'), part(FIRST!, 'lost', 5));
    const waits = refund(order)!.state;
    const change = hear(
      waits,
      { ...part(SECOND!, 'delivered', 5), sequence: 5, shipmentId: SECOND! },
      STEP,
      DEADLINE,
    );
    expect(facts(change)).toEqual(['order-paid', 'order-refunded']);
    expect(captured(change!.state) - refunded(change!.state)).toBe(5000);
    expect(change?.state.refunds).toMatchObject([{ doneAt: 50 }]);
  });
});

const permutations = <T>(list: readonly T[]): T[][] =>
  list.length === 0
    ? [[]]
    : list.flatMap((first, index) =>
        permutations(list.filter((_, i) => i !== index)).map((rest) => [first, ...rest]),
      );
