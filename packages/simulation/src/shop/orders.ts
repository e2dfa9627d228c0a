import type { Item, Items } from '@cartless/aggregate';
import type { Order } from '../../../../services/orders/src/ordering/order.ts';
import { orderStore } from '../../../../services/orders/src/ordering/order-store.ts';
import type { Shop } from './shop.ts';

export type { Order } from '../../../../services/orders/src/ordering/order.ts';

/** The table of the orders service. */
export const ORDERS = 'orders/OrdersTable';

const { decode } = orderStore(undefined as unknown as Items);

/** The order in an item, as the service itself reads it. */
export const orderIn = (item: Item): Order => decode(item);

/** All orders of the shop. */
export const ordersOf = ({ world }: Shop): readonly Order[] =>
  (world.tables.stored(ORDERS)?.all() ?? []).filter(({ sk }) => sk === 'order').map(orderIn);
