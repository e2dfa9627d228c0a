import type { Item, Items } from '@cartless/aggregate';
import type { Order } from '../../../../services/orders/src/ordering/order.ts';
import { dueOf } from '../../../../services/orders/src/ordering/due.ts';
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

/** Of these something may be due for ever: it is looked for again and again what the shelf does not have. */
const ENDED: ReadonlySet<Order['status']> = new Set(['completed', 'cancelled', 'returned']);

/** When something is due next for an order that has still to end, or is due now; undefined when nothing is. */
export function nextDue(shop: Shop): number | undefined {
  const { now } = shop.world.scheduler;
  const all = ordersOf(shop).flatMap((order) => {
    const { at } = dueOf(order) ?? {};
    return at === undefined || (at > now && ENDED.has(order.status)) ? [] : [at];
  });
  return all.length === 0 ? undefined : Math.min(...all);
}

/** All orders of the shop. */
export const ordersOf = ({ world }: Shop): readonly Order[] =>
  (world.tables.stored(ORDERS)?.all() ?? []).filter(({ sk }) => sk === 'order').map(orderIn);
