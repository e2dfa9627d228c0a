import type { OrderNumber } from '@cartless/domain';
import { type Change, revised } from './change-order.ts';
import type { Order } from './order.ts';

/** Gives an order its number. Undefined when it has one, or was cancelled before it got one. */
export const numberOrder = (order: Order, orderNumber: OrderNumber): Change | undefined =>
  order.orderNumber !== null || order.status !== 'placed'
    ? undefined
    : revised(order, { orderNumber }, 'order-confirmed');
