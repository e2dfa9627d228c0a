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

/** Whether something is due for an order by now. */
export const hasDue = (shop: Shop): boolean =>
  ordersOf(shop).some((order) => (dueOf(order)?.at ?? Infinity) <= shop.world.scheduler.now);

/** All orders of the shop. */
export const ordersOf = ({ world }: Shop): readonly Order[] =>
  (world.tables.stored(ORDERS)?.all() ?? []).filter(({ sk }) => sk === 'order').map(orderIn);
