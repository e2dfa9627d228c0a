import type { Item, Items } from '@cartless/aggregate';
import type { Order } from '../../../../services/orders/src/ordering/order.ts';
import { dueOf } from '../../../../services/orders/src/ordering/due.ts';
import { takeAgainAt } from '../../../../services/orders/src/parcels/missing.ts';
import { orderStore } from '../../../../services/orders/src/ordering/order-store.ts';
import type { Shop } from './shop.ts';

export type { Order } from '../../../../services/orders/src/ordering/order.ts';

/** The table of the orders service. */
export const ORDERS = 'orders/OrdersTable';

const { decode } = orderStore(undefined as unknown as Items);

const read = new WeakMap<Item, Order>();

/** The order in an item, as the service itself reads it. Several look at one item, so it is read once. */
export function orderIn(item: Item): Order {
  const known = read.get(item) ?? decode(item);
  read.set(item, known);
  return known;
}

/** When something is due next for an order; undefined when nothing is. What the shelf does not have may be looked for for ever, so that counts when it is due now. */
export function nextDue(shop: Shop): number | undefined {
  const { now } = shop.world.scheduler;
  const all = ordersOf(shop).flatMap((order) => {
    const { missing: _, ...others } = order;
    const { at } = dueOf(others) ?? {};
    const looked = takeAgainAt(order);
    return [...(at === undefined ? [] : [at]), ...(looked !== undefined && looked <= now ? [looked] : [])];
  });
  return all.length === 0 ? undefined : Math.min(...all);
}

/** All orders of the shop. */
export const ordersOf = ({ world }: Shop): readonly Order[] =>
  (world.tables.stored(ORDERS)?.all() ?? []).filter(({ sk }) => sk === 'order').map(orderIn);
