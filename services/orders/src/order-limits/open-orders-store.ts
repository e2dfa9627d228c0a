import type { Items } from '@cartless/aggregate';
import type { Order } from '../ordering/order.ts';
import { orderKey, orderLimitsKey } from '../orders-table.ts';
import type { OpenOrders } from './open-order.ts';
import { toOpenOrders } from './open-orders-item.ts';

/** What counts of a shopper, with some of the orders themselves; strongly consistent, one request. */
export type LookUp = (
  userId: string,
  orderIds: readonly string[],
) => Promise<Readonly<{ openOrders: OpenOrders; orders: ReadonlyMap<string, Order> }>>;

export const lookUp =
  (items: Items, decode: (item: Record<string, unknown>) => Order): LookUp =>
  async (userId, orderIds) => {
    const keys = [orderLimitsKey(userId), ...orderIds.map(orderKey)];
    const found = await items.getMany(keys, { consistent: true });
    const isOrder = ({ sk }: Readonly<Record<string, unknown>>) => sk === orderKey('').sk;
    const orders = found.filter(isOrder).map(decode);
    return {
      openOrders: toOpenOrders(found.find((item) => !isOrder(item))),
      orders: new Map(orders.map((order) => [order.orderId, order])),
    };
  };

/** What the orders of a shopper tell of them: since when there are any, and how many arrived. */
export type History = Readonly<{ since: number | undefined; arrived: number }>;
export type ReadHistory = (userId: string) => Promise<History>;

/** As many orders as are looked at; more would change no level. */
const LOOKED_AT = 50;
const ARRIVED: ReadonlySet<unknown> = new Set(['delivered', 'completed', 'return-requested']);

/** The history of a shopper by the newest orders, one query. Eventually consistent: what is long past decides here. */
export const readHistory =
  (items: Items): ReadHistory =>
  async (userId) => {
    const index = { index: 'orders-by-user', hash: userId };
    const { items: found } = await items.query({ ...index, backward: true, limit: LOOKED_AT });
    const times = found.map(({ at }) => at as number);
    return {
      since: times.length > 0 ? Math.min(...times) : undefined,
      arrived: found.filter(({ st }) => ARRIVED.has(st)).length,
    };
  };
