import { readOrderNumber } from '@cartless/domain';
import type { Order } from '../domain/order.ts';
import { type AllOrders, findByNumber, listAllOrders } from './admin-orders.ts';
import { listOwnOrders } from './list-orders.ts';
import type { Store } from './store.ts';

type Found = Readonly<{ orders: readonly Order[]; nextCursor: string | null }>;
type Search = AllOrders & Readonly<{ userId?: string | undefined; orderNumber?: string | undefined }>;

/** Searches by the index that fits: an order number by its claim, a shopper's by user, the rest by status and time. */
export async function searchOrders(store: Store, search: Search): Promise<Found> {
  const { userId, orderNumber, ...list } = search;
  if (orderNumber !== undefined) {
    const number = readOrderNumber(orderNumber);
    const order = number && (await findByNumber(store, number));
    return { orders: order ? [order] : [], nextCursor: null };
  }
  return userId === undefined ? listAllOrders(store, list) : listOwnOrders(store, { ...list, userId });
}
