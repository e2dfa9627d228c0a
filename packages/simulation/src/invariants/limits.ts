import { UserErased } from '@cartless/domain';
import type { ShopperLimit } from '../../../../services/orders/src/limits/shopper-limit.ts';
import { productIn } from '../shop/goods.ts';
import { type Order, orderIn, ORDERS } from '../shop/orders.ts';
import type { Invariant } from './invariant.ts';
import { first } from './orders.ts';

const DAY = 86_400_000;

/** Units of a product that certainly count: what came back, or may not have come at all, does not. */
function unitsOf({ status, lines, returns, parcels }: Order, productId: string): number {
  if (status === 'cancelled' || parcels.some((parcel) => parcel.status !== 'delivered')) return 0;
  const back = returns.flatMap((one) => (one.status === 'received' ? one.received.items : []));
  return lines.reduce((sum, line, index) => {
    if (line.productId !== productId || line.limit === undefined) return sum;
    const returned = back.filter((item) => item.line === index);
    return sum + line.quantity - returned.reduce((all, { quantity }) => all + quantity, 0);
  }, 0);
}

/** What is over a limit by an order that was just placed. */
function isOver(
  order: Order,
  orders: Iterable<Order>,
  limits: ReadonlyMap<string, ShopperLimit>,
): string | undefined {
  const { userId, placedAt } = order;
  return first(new Set(order.lines.map(({ productId }) => productId)), (productId) => {
    const { units, days = Infinity } = limits.get(productId) ?? { units: Infinity };
    let taken = 0;
    for (const one of orders)
      if (one.userId === userId && one.placedAt + days * DAY > placedAt) taken += unitsOf(one, productId);
    return taken > units ? `${userId} has ${taken} units of ${productId}, and may have ${units}` : undefined;
  });
}

export const shoppersKeepLimits: Invariant = {
  says: 'nobody gets more of a limited product than one shopper may have',
  watch: ({ world: { bus } }) => {
    /** What they took is forgotten with them; what they order before everybody has heard of it is begun anew. */
    const erased = new Set<string>();
    let seen = 0;
    const limits = new Map<string, ShopperLimit>();
    const orders = new Map<string, Order>();
    const placed: Order[] = [];
    return {
      changed(table, { before, after }) {
        if (table !== ORDERS || after === undefined) return;
        if (after['sk'] === 'product') {
          const { productId, limitPerShopper } = productIn(after);
          if (limitPerShopper !== undefined) limits.set(productId, limitPerShopper);
        } else if (after['sk'] === 'order' && limits.size > 0) {
          const order = orderIn(after);
          orders.set(order.orderId, order);
          if (before === undefined) placed.push(order);
        }
      },
      always() {
        for (; seen < bus.published.length; seen += 1) {
          const { type, body = '' } = bus.published[seen] ?? {};
          if (type === UserErased.type)
            erased.add((JSON.parse(body) as Readonly<{ data: Readonly<{ userId: string }> }>).data.userId);
        }
        const known = placed.splice(0).filter(({ userId }) => !erased.has(userId));
        return first(known, (order) => isOver(order, orders.values(), limits));
      },
    };
  },
};
