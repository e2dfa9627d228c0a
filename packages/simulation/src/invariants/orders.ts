import { captured, refundedForGood } from '../../../../services/orders/src/payments/money-kept.ts';
import { type Order, ordersOf } from '../shop/orders.ts';
import type { Invariant } from './invariant.ts';

const first = <T>(all: readonly T[], problem: (one: T) => string | undefined): string | undefined => {
  for (const one of all) {
    const found = problem(one);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** What is captured at the provider less what went back there is what the shop's books say. */
export const moneyAddsUp: Invariant = {
  says: "captured less refunded is what the provider's books say",
  watch: (shop) => ({
    atRest: () =>
      first(ordersOf(shop), (order) => {
        if (order.paymentMethod !== 'card') return undefined;
        const [ours, theirs] = [captured(order), shop.payments.captured(order.orderId)];
        if (ours !== theirs) return `${order.orderId} captured ${ours}, and the provider says ${theirs}`;
        const [back, given] = [refundedForGood(order), shop.payments.givenBack(order.orderId)];
        return back === given
          ? undefined
          : `${order.orderId} gave back ${back}, and the provider says ${given}`;
      }),
  }),
};

const isStuck = ({ status, orderNumber, paymentMethod }: Order): string | undefined => {
  if (status === 'placed' && paymentMethod === 'card') return 'is neither paid nor cancelled';
  if ((status === 'placed' || status === 'paid') && orderNumber === null) return 'has no number';
  return undefined;
};

export const ordersEnd: Invariant = {
  says: 'each order reaches an end when faults stop',
  watch: (shop) => ({
    atRest: () =>
      first(ordersOf(shop), (order) => {
        const stuck = isStuck(order);
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
