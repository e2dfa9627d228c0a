import { aggregateReader, type Items, readable, type Reader } from '@cartless/aggregate';
import { orderKey } from '../orders-table.ts';
import { OrderNotFound } from './errors.ts';
import { fromOrderItem } from './order-item.ts';
import type { Order } from './order.ts';

/** What an order is to whoever only reads it. */
export const orderReadable = readable<Order>({
  name: 'order',
  key: orderKey,
  idOf: ({ orderId }) => orderId,
  version: 'v',
  fromItem: fromOrderItem,
  notFound: OrderNotFound,
});

export type OrderReader = Reader<Order>;

export const orderReader = (items: Items): OrderReader => aggregateReader(orderReadable, items);
