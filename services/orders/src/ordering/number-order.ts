import { type OrderNumber, orderNumber } from '@cartless/domain';
import type { OrderChange, OrderRule } from './order-change.ts';
import type { Order } from './order.ts';
import type { ReadWithStanding } from '../accounts/standing-store.ts';
import { refuseBarred } from './barred-order.ts';
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

type Ports = Readonly<{
  withStanding: ReadWithStanding;
  change: ChangeOrder;
  now: Clock;
  drawNumber: DrawNumber;
}>;

/**
 * Gives an order a number that no other order has; when it draws one that is taken, it draws again. An order that was placed
 * when its account was suspended or gone already, in the moment before that was known here, is cancelled instead. Whoever
 * hears of such an account writes that first and looks for its orders then; an order is written first and looks at its account
 * here. So one of the two sees the other.
 *
 * @param userId whose order it is, where that is known
 * @throws AppError ORDER_NOT_FOUND
 */
export const numberOrder =
  ({ withStanding, change, now, drawNumber }: Ports) =>
  async (orderId: string, userId?: string): Promise<void> => {
    const { order: known, standing } = await withStanding(orderId, userId);
    const rule: OrderRule = (order) => {
      const at = now().getTime();
      return refuseBarred(order, standing, at) ?? number(order, drawNumber(order), at);
    };
    await change(orderId, rule, { known });
  };
