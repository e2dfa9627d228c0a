import { named } from '@cartless/domain';
import { iso } from '../iso.ts';
import { money, type Order } from '../ordering/order.ts';
import { arriveBy } from './return-due.ts';
import { type Return, returnIdOf, type ReturnItem } from './return.ts';

type Told = Readonly<{ number?: number }>;
type Of<S extends Return['status']> = Extract<Return, { status: S }>;

/** The return that a fact is about, as it was written together with the fact. */
function factOf<S extends Return['status']>(order: Order, status: S, { number = 1 }: Told): Of<S> {
  const one = order.returns[number - 1];
  if (one?.status !== status) throw new Error(`${order.orderId} has no return ${number} that is ${status}`);
  return one as Of<S>;
}

const itemsOf = <I extends ReturnItem>({ lines }: Order, items: readonly I[]) =>
  items.flatMap(({ line, quantity, ...more }) => {
    const placed = lines[line];
    if (placed === undefined) return [];
    const { title, category } = placed;
    return [{ ...named(placed), title, category, quantity, ...more }];
  });

const partOf = (order: Order, { number = 1 }: Told, { items, reasonCode }: Return) => ({
  returnId: returnIdOf(order.orderId, number),
  ...(reasonCode && { reasonCode }),
  returnItems: itemsOf(order, items),
});

/** What the events of returns tell beside their order. */
export const returnTold = {
  requested(order: Order, told: Told) {
    const one = factOf(order, 'requested', told);
    return { ...partOf(order, told, one), reason: one.reason, requestedAt: iso(one.at) };
  },
  approved(order: Order, told: Told) {
    const one = factOf(order, 'approved', told);
    const { at, by } = one.decision;
    return { ...partOf(order, told, one), by, arriveBy: iso(arriveBy(at)), approvedAt: iso(at) };
  },
  rejected(order: Order, told: Told) {
    const one = factOf(order, 'rejected', told);
    const { at, reason = '' } = one.decision;
    return { ...partOf(order, told, one), reason, rejectedAt: iso(at) };
  },
  withdrawn(order: Order, told: Told) {
    const one = factOf(order, 'withdrawn', told);
    const { at, by } = one.withdrawn;
    return { ...partOf(order, told, one), by, withdrawnAt: iso(at) };
  },
  received(order: Order, told: Told) {
    const { received, reasonCode } = factOf(order, 'received', told);
    const { at, items, refund } = received;
    return {
      ...(reasonCode && { reasonCode }),
      returnId: returnIdOf(order.orderId, told.number ?? 1),
      returnItems: itemsOf(order, items),
      refund: money(order, refund),
      receivedAt: iso(at),
    };
  },
};
