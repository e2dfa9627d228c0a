import { type OrderNumber, orderNumber } from '@cartless/domain';
import { Busy } from '@cartless/dynamodb';
import type { Change } from '../domain/change-order.ts';
import { numberOrder as give } from '../domain/number-order.ts';
import type { Order } from '../domain/order.ts';
import type { Clock, LoadOrder } from './ports.ts';

const ATTEMPTS = 8;

type Ports = Readonly<{
  load: LoadOrder;
  /** Writes the order together with the claim of its number; false when either was refused. */
  claim: (before: Order, change: Change, number: OrderNumber, at: number) => Promise<boolean>;
  now: Clock;
  random: () => Uint8Array;
}>;

/** Gives an order a number that no other order has. An order that has one, or needs none any more, stays as it is. */
export const numberOrder =
  ({ load, claim, now, random }: Ports) =>
  async (orderId: string): Promise<void> => {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const order = await load(orderId);
      const number = orderNumber(new Date(order.placedAt), random());
      const change = give(order, number);
      if (change === undefined || (await claim(order, change, number, now().getTime()))) return;
    }
    throw Busy();
  };
