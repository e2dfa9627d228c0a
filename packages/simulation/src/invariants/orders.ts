import { canMove } from '../../../../services/orders/src/ordering/order-status.ts';
import {
  captured,
  refundable,
  refundedForGood,
} from '../../../../services/orders/src/payments/money-kept.ts';
import { statusOf } from '../../../../services/orders/src/payments/refund-moves.ts';
import { isOpen } from '../../../../services/orders/src/returns/return.ts';
import { type Order, orderIn, ORDERS, ordersOf } from '../shop/orders.ts';
import type { Invariant } from './invariant.ts';

/** The first problem that one of many has. */
export const first = <T>(all: Iterable<T>, problem: (one: T) => string | undefined): string | undefined => {
  for (const one of all) {
    const found = problem(one);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** The orders that changed since they were asked for last. */
function changedOrders() {
  const changed = new Map<string, Readonly<{ before: Order | undefined; after: Order }>>();
  return {
    changed: (table: string, { before, after }: Parameters<NonNullable<Watched['changed']>>[1]): void => {
      if (table !== ORDERS || after?.['sk'] !== 'order') return;
      const order = orderIn(after);
      changed.set(order.orderId, { before: before && orderIn(before), after: order });
    },
    take: () => {
      const all = [...changed.values()];
      changed.clear();
      return all;
    },
  };
}
type Watched = ReturnType<Invariant['watch']>;

export const historiesAreLegal: Invariant = {
  says: 'the history of each order is legal, and its number stays',
  watch: () => {
    const orders = changedOrders();
    return {
      changed: orders.changed,
      always: () =>
        first(orders.take(), ({ before, after }) => {
          const { orderId, orderNumber, history, status } = after;
          if (before?.orderNumber && before.orderNumber !== orderNumber)
            return `${orderId} had the number ${before.orderNumber} and now ${orderNumber}`;
          const states = ['placed' as const, ...history.map((entry) => entry.status)];
          if (states.at(-1) !== status) return `${orderId} is ${status} and was last ${states.at(-1)}`;
          return first(states.entries(), ([index, from]) => {
            const to = states[index + 1];
            return to === undefined || to === from || canMove(from, to)
              ? undefined
              : `${orderId} went from ${from} to ${to}`;
          });
        }),
    };
  },
};

/** What is captured at the provider less what went back there is what the shop's books say. */
export const moneyAddsUp: Invariant = {
  says: "captured less refunded and less what disputes took is what the provider's books say",
  watch: (shop) => ({
    atRest: () =>
      first(ordersOf(shop), (order) => {
        if (order.paymentMethod !== 'card') return undefined;
        const [ours, theirs] = [captured(order), shop.payments.captured(order.orderId)];
        if (ours !== theirs) return `${order.orderId} captured ${ours}, and the provider says ${theirs}`;
        const back = refundedForGood(order);
        const given = shop.payments.givenBack(order.orderId) + shop.payments.takenByDisputes(order.orderId);
        const open = order.refunds.filter(
          ({ doneAt, currency }) => doneAt === undefined && currency === undefined,
        );
        const owed = open.reduce((sum, { amount }) => sum + amount, 0);
        if (owed > Math.max(0, ours - back))
          return `${order.orderId} owes ${owed} of ${ours}, of which ${back} went back`;
        const byHand = order.refunds.filter(({ reference }) => reference !== undefined);
        const others = byHand.reduce((sum, { amount }) => sum + amount, 0);
        return back - others === given
          ? undefined
          : `${order.orderId} gave back ${back - others}, and the provider says ${given}`;
      }),
  }),
};

export const paidInFull: Invariant = {
  says: 'an order is paid by what it costs, and by nothing else',
  watch: (shop) => ({
    atRest: () =>
      first(ordersOf(shop), ({ orderId, paymentMethod, total, captures, history }) => {
        if (paymentMethod !== 'card' || total === 0) return undefined;
        if (!history.some(({ status }) => status === 'paid')) return undefined;
        return captures.some(({ amount, currency }) => amount === total && currency === undefined)
          ? undefined
          : `${orderId} costs ${total}, and is paid by ${captures.map(({ amount }) => amount).join(', ')}`;
      }),
  }),
};

export const nothingIsKept: Invariant = {
  says: 'of a cancelled order no money is kept, and a refund waits for nobody but a person',
  watch: (shop) => ({
    atRest: () =>
      first(ordersOf(shop), (order) => {
        if (order.status === 'cancelled' && refundable(order) > 0)
          return `${order.orderId} is cancelled and keeps ${refundable(order)}`;
        return first(order.refunds, (refund) =>
          ['owed', 'sent'].includes(statusOf(refund)) && refund.intent !== 'cash'
            ? `${refund.key} is ${statusOf(refund)} for ever`
            : undefined,
        );
      }),
  }),
};

const isStuck = (order: Order, isHeard: boolean): string | undefined => {
  const { status, orderNumber, paymentMethod, returns } = order;
  if (status === 'placed' && paymentMethod === 'card') return 'is neither paid nor cancelled';
  if ((status === 'placed' || status === 'paid') && orderNumber === null) return 'has no number';
  if (status === 'delivered') return 'was delivered and is never completed';
  if (status === 'undelivered') return 'did not arrive, and nobody ever decides';
  if (isHeard && status !== 'cancelled' && order.readdress?.status === 'requested')
    return 'waits for ever for its new address';
  if (isHeard && order.unanswered?.length) return 'never hears what became of a decision';
  return returns.some((one) => isOpen(one)) ? 'has a return that never ends' : undefined;
};

export const ordersEnd: Invariant = {
  says: 'each order and return reaches an end when faults stop',
  watch: (shop) => ({
    atRest: () =>
      first(ordersOf(shop), (order) => {
        const stuck = isStuck(order, shop.has('logistics'));
        return stuck && `${order.orderId} ${stuck}`;
      }),
  }),
};

export const numbersAreUnique: Invariant = {
  says: 'no two orders have one number',
  watch: (shop) => ({
    atRest: () => {
      const numbers = ordersOf(shop).flatMap(({ orderNumber }) => orderNumber ?? []);
      return new Set(numbers).size === numbers.length ? undefined : 'two orders have one number';
    },
  }),
};
