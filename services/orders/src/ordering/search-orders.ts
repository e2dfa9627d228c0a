import type { Items, Page } from '@cartless/aggregate';
import { readOrderNumber } from '@cartless/domain';
import { type AllOrders, findByNumber, listAllOrders, listOwnOrders } from './order-lists-store.ts';
import type { Order } from './order.ts';
import type { OrderReader } from './order-reader.ts';

type Search = AllOrders & Readonly<{ userId?: string | undefined; orderNumber?: string | undefined }>;

/** Searches by the index that fits: an order number by its claim, a shopper's by user, the rest by status and time. */
export async function searchOrders(orders: OrderReader, items: Items, search: Search): Promise<Page<Order>> {
  const { userId, orderNumber, ...list } = search;
  if (orderNumber !== undefined) {
    const number = readOrderNumber(orderNumber);
    const order = number && (await findByNumber(orders, items, number));
    return { items: order ? [order] : [], nextCursor: null };
  }
  return userId === undefined
    ? listAllOrders(orders, items, list)
    : listOwnOrders(orders, { ...list, userId });
}
