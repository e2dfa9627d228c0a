import { describe, expect, it } from '@jest/globals';
import type { Amounts } from '../roll-ups/counter.ts';
import type { OrderFact } from './fact.ts';
import { orderBookings } from './order-bookings.ts';

/** As the archive holds facts of releases that knew of no discounts, costs, reasons and sums of refunds. */
const FORMER: Omit<OrderFact, 'kind'> = {
  id: 'e1',
  buyer: 'b1',
  at: '2026-03-10T10:00:00.000Z',
  sequence: 2,
  order: {
    orderId: 'ord_1',
    orderNumber: null,
    status: 'paid',
    lines: [
      { productId: 'prd_pen', title: 'Pen', category: 'office', quantity: 3, amount: 900 },
      { productId: 'prd_cup', title: 'Cup', category: 'kitchen', quantity: 1, amount: 1000 },
    ],
    total: 2500,
    region: '上海',
    paymentMethod: 'card',
    placedAt: '2026-03-10T09:00:00.000Z',
  },
};
const booked = (fact: Partial<OrderFact> & Pick<OrderFact, 'kind'>, dimension = 'total'): Amounts =>
  orderBookings({ ...FORMER, ...fact }).find((one) => one.dimension === dimension)?.amounts ?? {};

describe('facts of earlier releases', () => {
  it('tell fees and units, and that no cost is known', () => {
    expect(booked({ kind: 'paid' })).toEqual({
      revenue: 2500,
      tax: 0,
      shipping: 600,
      discounts: 0,
      unitsSold: 4,
      unitsCosted: 0,
      costOfGoods: 0,
      goodsProfit: 0,
      paidOrders: 1,
      costedOrders: 0,
    });
  });

  it('tell of a refund alone, which takes its own share of the tax, and gives it back when it did not arrive', () => {
    const order = { ...FORMER.order, tax: 250 };
    expect(booked({ kind: 'refunded', order, refund: 1000 })).toEqual({ refunded: 1000, taxRefunded: 100 });
    expect(booked({ kind: 'refunded', order, refund: -1000 })).toEqual({
      refunded: -1000,
      taxRefunded: -100,
    });
    expect(booked({ kind: 'refunded', order, refund: 0 })).toEqual({ refunded: 0, taxRefunded: 0 });
  });

  it('tell of units that came back, for no reason, and of none that they could be sold again', () => {
    const returned = [{ productId: 'prd_pen', quantity: 2 }];
    expect(booked({ kind: 'return-received', returned })).toMatchObject({
      returnedUnits: 2,
      uncostedReturns: 0,
    });
    expect(booked({ kind: 'return-received', returned }, 'reason')).toEqual({ returnedUnits: 2 });
    expect(booked({ kind: 'return-requested' }, 'reason')).toEqual({ returnsRequested: 1 });
  });

  it('tell of goods that did not arrive: on the shelf they cost nothing, those in their place cost again', () => {
    const costed = { units: 2, cost: 80 };
    const back = { productId: 'prd_pen', units: 2, costed };
    const again = { productId: 'prd_pen', units: -2, costed: { units: -2, cost: -80 } };
    const figures = (moved: NonNullable<OrderFact['moved']>) => booked({ kind: 'goods-reshelved', moved });
    expect(figures([back])).toEqual({ costOfGoods: -80, uncostedReturns: 0 });
    expect(figures([again])).toEqual({ costOfGoods: 80, uncostedReturns: 0 });
    expect(figures([back, again])).toEqual({ costOfGoods: 0, uncostedReturns: 0 });
    const unknown = [
      { productId: 'prd_pen', units: -2 },
      { productId: 'prd_cup', units: 1 },
    ];
    expect(figures(unknown)).toEqual({ costOfGoods: 0, uncostedReturns: 3 });
  });

  it('tell of a cancelled order and no more', () => {
    expect(booked({ kind: 'cancelled' })).toEqual({ cancelled: 1 });
  });
});

describe('the tax in refunds', () => {
  it('comes to the tax of the order, to the cent, by whatever parts it goes back and in whatever order they are heard of', () => {
    const order = { ...FORMER.order, total: 1000, tax: 101 };
    const parts = [333, 333, 334].map((refund, i) =>
      booked({ kind: 'refunded', order, refund, refundedInAll: [333, 666, 1000][i] ?? 0 }),
    );
    expect(parts.map(({ taxRefunded }) => taxRefunded)).toEqual([34, 33, 34]);
  });

  it('is never more than the tax of the order, also when a lost dispute took again what was given back', () => {
    const order = { ...FORMER.order, total: 1000, tax: 100 };
    expect(booked({ kind: 'refunded', order, refund: 1000, refundedInAll: 2000 })).toMatchObject({
      refunded: 1000,
      taxRefunded: 0,
    });
  });
});
