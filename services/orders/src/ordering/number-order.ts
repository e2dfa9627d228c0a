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

type Ports = Readonly<{ change: ChangeOrder; now: Clock; random: () => Uint8Array }>;

/**
 * Gives an order a number that no other order has; when it draws one that is taken, it draws again.
 * @throws AppError ORDER_NOT_FOUND
 */
export const numberOrder =
  ({ change, now, random }: Ports) =>
  async (orderId: string): Promise<void> => {
    await change(orderId, (order) =>
      number(order, orderNumber(new Date(order.placedAt), random()), now().getTime()),
    );
  };
