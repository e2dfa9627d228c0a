import { describe, expect, it } from '@jest/globals';
import { RETURN_STATUSES, type ReturnStatus } from '@cartless/domain';
import { anOrder, PRODUCT } from '../../test/an-order.ts';
import { dueOf } from '../ordering/due.ts';
import type { OrderChange } from '../ordering/order-change.ts';
import type { Order } from '../ordering/order.ts';
import { goodsBack } from './goods-back.ts';
import { approve, reject, withdraw } from './return-decision.ts';
import { settleReturn } from './return-due.ts';
import { canMoveReturn, movableReturn } from './return-moves.ts';
import { receive } from './return-receipt.ts';
import { MOST_RETURNS, request } from './return-request.ts';
import { unitsLeft } from './return-units.ts';
import { ARRIVE_WITHIN_MS, DECIDE_WITHIN_MS, RETURN_WINDOW_MS } from './return-window.ts';
import { isOpen, type Return } from './return.ts';

const ID = 'ret_1-1';
const step = { at: 99, by: 'admin' } as const;
const asked = { items: [{ line: 0, quantity: 1 }], reason: 'too bright', at: 30 };
const decision = { at: 31, by: 'admin' } as const;
const RETURNS: { readonly [S in ReturnStatus]: Extract<Return, { status: S }> } = {
  requested: { ...asked, status: 'requested' },
  approved: { ...asked, status: 'approved', decision },
  rejected: { ...asked, status: 'rejected', decision: { ...decision, reason: 'worn' } },
  withdrawn: { ...asked, status: 'withdrawn', withdrawn: { at: 32, by: 'shopper' } },
  received: {
    ...asked,
    status: 'received',
    decision,
    received: { at: 33, items: [{ line: 0, quantity: 1, restocked: 1 }], refund: 5000 },
  },
};
const withReturns = (...returns: readonly Return[]): Order => anOrder('delivered', { returns });
const arrived = (quantity: number, restock = true) => ({
  items: [{ productId: PRODUCT, quantity, restock }],
});
const one = { items: [{ productId: PRODUCT, quantity: 1 }], reason: 'x' };

function refusal(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}

/** The rule that leads to each state. */
const RULES: Readonly<Record<ReturnStatus, (order: Order) => OrderChange | undefined>> = {
  requested: (order) => request(order, one, 40),
  approved: (order) => approve(order, ID, step),
  rejected: (order) => reject(order, ID, { ...step, reason: 'worn' }),
  withdrawn: (order) => withdraw(order, ID, { at: 99, by: 'shopper' }),
  received: (order) => receive(order, ID, arrived(1), step),
};
const pairs = RETURN_STATUSES.flatMap((from) => RETURN_STATUSES.map((to) => [from, to] as const));
const standing = (change: OrderChange | undefined) => change?.state.returns[0]?.status;

describe('the moves of a return', () => {
  it.each(pairs.filter(([from, to]) => canMoveReturn(from, to)))(
    'from %s to %s are made by a rule, which tells of them',
    (from, to) => {
      const change = RULES[to](withReturns(RETURNS[from]));
      expect(standing(change)).toBe(to);
      expect(change?.facts?.[0]).toEqual({ type: `return-${to}`, at: 99, number: 1 });
    },
  );

  it.each(pairs.filter(([from, to]) => !canMoveReturn(from, to)))(
    'from %s to %s do not exist',
    (from, to) => {
      expect(() => movableReturn(RETURNS[from], to)).toThrow(`The return is ${from}; it cannot become ${to}`);
      if (to === 'requested') return;
      let status: ReturnStatus | undefined = from;
      try {
        status = standing(RULES[to](withReturns(RETURNS[from]))) ?? from;
      } catch (error) {
        expect(error).toMatchObject({ code: 'RETURN_CANNOT_MOVE' });
      }
      expect(status).toBe(from);
    },
  );

  it.each(RETURN_STATUSES.filter((status) => isOpen(RETURNS[status])))('end by time from %s', (status) => {
    let order = withReturns(RETURNS[status]);
    for (let due = dueOf(order); due?.what === 'return'; due = dueOf(order)) {
      expect(settleReturn(order, due.at - 1)).toBeUndefined();
      order = settleReturn(order, due.at)!.state;
    }
    expect(order.returns.some(isOpen)).toBe(false);
    expect(dueOf(order)).toMatchObject({ what: 'complete' });
  });
});

describe('asking for a return', () => {
  it.each([
    ['requested', 1],
    ['approved', 1],
    ['received', 1],
    ['rejected', 2],
    ['withdrawn', 2],
  ] as const)(
    'has the units left that no open or received return has: beside one that is %s',
    (status, left) => {
      const order = withReturns(RETURNS[status]);
      expect(unitsLeft(order, 0)).toBe(left);
      const more = { items: [{ productId: PRODUCT, quantity: left + 1 }], reason: 'x' };
      expect(refusal(() => request(order, more, 40))).toMatchObject({
        code: 'RETURN_UNITS_EXCEEDED',
        details: { lines: [{ productId: PRODUCT, left }] },
      });
      const rest = { ...more, items: Array.from({ length: left }, () => one.items[0]!) };
      expect(request(order, rest, 40).state.returns[1]).toEqual({
        status: 'requested',
        items: [{ line: 0, quantity: left }],
        reason: 'x',
        at: 40,
      });
    },
  );

  it('is possible until the window is over, also when the receipt was confirmed before', () => {
    const known = { deliveryKnownAt: 1000 };
    for (const order of [anOrder('delivered', known), anOrder('completed', known)]) {
      const { state } = request(order, one, 1000 + RETURN_WINDOW_MS);
      expect(state.status).toBe(order.status);
      expect(() => request(order, one, 1001 + RETURN_WINDOW_MS)).toThrow('within 7 days');
    }
    // Of an order that an earlier release saw delivered only the carrier's time is known.
    expect(() => request(anOrder('delivered'), one, 21 + RETURN_WINDOW_MS)).toThrow('within 7 days');
  });

  it.each(['placed', 'paid', 'shipped', 'cancelled', 'returned'] as const)(
    'is refused while an order is %s',
    (status) => {
      expect(() => request(anOrder(status), one, 40)).toThrow(`The order is ${status}`);
    },
  );

  it('has a limit, so that an order stays one item', () => {
    const many = Array.from({ length: MOST_RETURNS }, () => RETURNS.withdrawn);
    expect(() => request(withReturns(...many), one, 40)).toThrow(`can have ${MOST_RETURNS} returns`);
    expect(request(withReturns(...many.slice(1)), one, 40).state.returns).toHaveLength(MOST_RETURNS);
  });
});

describe('receiving a return', () => {
  const both = { ...RETURNS.approved, items: [{ line: 0, quantity: 2 }] };

  it('takes less than was asked for, and leaves the rest to another return', () => {
    const change = receive(withReturns(both), ID, arrived(1), step);
    expect(change?.state).toMatchObject({ status: 'delivered', refunds: [{ amount: 5000 }] });
    expect(unitsLeft(change!.state, 0)).toBe(1);
    expect(dueOf(change!.state)).toMatchObject({ what: 'complete' });
  });

  it('makes an order returned when all its units are back, on the shelf or not', () => {
    const change = receive({ ...anOrder('completed'), returns: [both] }, ID, arrived(2, false), step);
    expect(change?.state).toMatchObject({ status: 'returned', history: [{ status: 'returned', ...step }] });
    expect(change?.also).toEqual([]);
    expect(change?.facts).toEqual([
      { type: 'return-received', at: 99, number: 1 },
      { type: 'refund-owed', at: 99 },
    ]);
  });

  it('happens once: the same again changes nothing, something else is refused', () => {
    const { state } = receive(withReturns(both), ID, arrived(1), step)!;
    expect(receive(state, ID, arrived(1), step)).toBeUndefined();
    expect(receive(state, ID, { ...arrived(1), refund: 5000 }, step)).toBeUndefined();
    for (const other of [arrived(2), arrived(1, false), { ...arrived(1), refund: 1 }]) {
      expect(() => receive(state, ID, other, step)).toThrow('The return is received');
    }
  });

  it('takes no more than was asked for, and only what the order has', () => {
    expect(refusal(() => receive(withReturns(RETURNS.approved), ID, arrived(2), step))).toMatchObject({
      details: { lines: [{ productId: PRODUCT, left: 1 }] },
    });
    const other = { items: [{ productId: 'prd_other', quantity: 1, restock: true }] };
    expect(refusal(() => receive(withReturns(both), ID, other, step))).toMatchObject({
      code: 'RETURNED_ITEMS_INVALID',
    });
    expect(() => receive(withReturns(both), 'ret_2-1', arrived(1), step)).toThrow('no such return');
  });

  it('takes what arrives after it was withdrawn, unless another return has its units', () => {
    const late = { ...both, status: 'withdrawn' as const, withdrawn: { at: 32, by: 'system' as const } };
    expect(receive(withReturns(late), ID, arrived(2), step)?.state.status).toBe('returned');
    expect(refusal(() => receive(withReturns(late, RETURNS.requested), ID, arrived(2), step))).toMatchObject({
      details: { lines: [{ productId: PRODUCT, left: 1 }] },
    });
  });

  it('gives back what was paid for what arrived, or what the shop says, and never more than is left', () => {
    const owed = (change: OrderChange | undefined) => change?.state.refunds.map(({ amount }) => amount);
    const cheap = { ...anOrder('delivered').lines[0]!, discount: 4999 };
    const order = { ...withReturns(both), lines: [cheap] };
    const first = receive(order, ID, arrived(1), step);
    expect(owed(first)).toEqual([2500]);
    const second = { ...first!.state, returns: [...first!.state.returns, RETURNS.approved] };
    expect(owed(receive(second, 'ret_1-2', arrived(1), step))).toEqual([2500, 2501]);

    expect(owed(receive(withReturns(both), ID, { ...arrived(2), refund: 300 }, step))).toEqual([300]);
    const nothing = receive(withReturns(both), ID, { ...arrived(2), refund: 0 }, step);
    expect([owed(nothing), nothing?.facts?.map(({ type }) => type)]).toEqual([[], ['return-received']]);
    const refunds = [{ key: 'r', intent: 'pi_1', amount: 9000, reason: 'sorry', owedAt: 1 }];
    const little = { ...withReturns(both), refunds };
    expect(owed(receive(little, ID, arrived(2), step))).toEqual([9000, 1000]);
    expect(() => receive(little, ID, { ...arrived(2), refund: 1001 }, step)).toThrow('Only 1000');
  });

  it('puts units back where they were drawn from, none of them twice', () => {
    const draws = [
      { bucket: 3, quantity: 2 },
      { bucket: 5, quantity: 1 },
    ];
    const line = { ...anOrder('delivered').lines[0]!, quantity: 3, draws };
    const back = (restocked: number) => ({
      ...RETURNS.received,
      received: { ...RETURNS.received.received, items: [{ line: 0, quantity: 1, restocked }] },
    });
    const sides = (restocked: number, ...returns: readonly Return[]) =>
      goodsBack({ ...withReturns(...returns), lines: [line] }, [{ line: 0, quantity: 3, restocked }], 99);
    const release = (bucket: number, quantity: number) => ({
      type: 'release-stock',
      sku: PRODUCT,
      bucket,
      quantity,
    });
    expect(sides(3)).toEqual([release(3, 2), release(5, 1)]);
    expect(sides(2, back(1))).toEqual([release(3, 1), release(5, 1)]);
    expect(sides(1, back(1), back(1))).toEqual([release(5, 1)]);
    expect(sides(2, back(0))).toEqual([release(3, 2)]);
    expect(sides(0)).toEqual([]);
  });

  it('counts no more against the limit of its shopper, on the shelf or not, while that counts', () => {
    const limited = (days: number) => {
      const line = { ...anOrder('delivered').lines[0]!, limit: { days } };
      return receive({ ...withReturns(both), lines: [line] }, ID, arrived(2, false), {
        ...step,
        at: 10 * 86_400_000,
      });
    };
    expect(limited(11)?.also).toEqual([{ type: 'give-back-share', of: PRODUCT, units: 2 }]);
    expect(limited(9)?.also).toEqual([]);
  });

  it('moves no order that is not there yet', () => {
    const order = { ...anOrder('shipped'), returns: [both] };
    expect(() => receive(order, ID, arrived(2), step)).toThrow('cannot become returned');
  });
});

describe('the clock', () => {
  it('completes an order only when its returns have ended, and then at once', () => {
    const order = { ...withReturns(RETURNS.requested), deliveryKnownAt: 20 };
    expect(dueOf(order)).toEqual({ what: 'return', at: 30 + DECIDE_WITHIN_MS });
    const later = 30 + DECIDE_WITHIN_MS + 5;
    const approved = settleReturn(order, later)!;
    expect(approved.state.returns[0]).toMatchObject({
      status: 'approved',
      decision: { at: later, by: 'system' },
    });
    expect(dueOf(approved.state)).toEqual({ what: 'return', at: later + ARRIVE_WITHIN_MS });
    const lapsed = settleReturn(approved.state, later + ARRIVE_WITHIN_MS)!;
    expect(lapsed.facts).toMatchObject([{ type: 'return-withdrawn', number: 1 }]);
    expect(dueOf(lapsed.state)).toEqual({ what: 'complete', at: 20 + RETURN_WINDOW_MS });
  });

  it('takes the return that is due first, also of an order that was completed', () => {
    const late = { ...RETURNS.requested, at: 50 };
    const order = { ...anOrder('completed'), returns: [RETURNS.withdrawn, late, RETURNS.requested] };
    const { state } = settleReturn(order, 30 + DECIDE_WITHIN_MS)!;
    expect(state.returns.map(({ status }) => status)).toEqual(['withdrawn', 'requested', 'approved']);
    expect(dueOf(state)).toEqual({ what: 'return', at: 50 + DECIDE_WITHIN_MS });
  });
});
