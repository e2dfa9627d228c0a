import { type OrderNumber, orderNumber } from '@cartless/domain';
import type { OrderChange } from './order-change.ts';
import type { Order } from './order.ts';
import type { ChangeOrder, Clock } from './ports.ts';

/** Gives an order its number, which nobody else may have. Undefined when it has one, or needs none any more. */
export const number = (order: Order, given: OrderNumber, at: number): OrderChange | undefined =>
  order.status !== 'placed' || order.orderNumber !== null
    ? undefined
    : {
        state: { ...order, orderNumber: given },
        facts: [{ type: 'order-confirmed', at }],
        also: [{ type: 'claim-number', orderNumber: given }],
      };

/** Makes a number for an order; whether it is free shows when it is claimed. */
export type DrawNumber = (order: Order) => OrderNumber;

/** @param random eight random bytes */
export const drawing =
  (random: () => Uint8Array): DrawNumber =>
  ({ placedAt }) =>
    orderNumber(new Date(placedAt), random());

type Ports = Readonly<{ change: ChangeOrder; now: Clock; drawNumber: DrawNumber }>;

/**
 * Gives an order a number that no other order has; when it draws one that is taken, it draws again.
 * @throws AppError ORDER_NOT_FOUND
 */
export const numberOrder =
  ({ change, now, drawNumber }: Ports) =>
  async (orderId: string): Promise<void> => {
    await change(orderId, (order) => number(order, drawNumber(order), now().getTime()));
  };
