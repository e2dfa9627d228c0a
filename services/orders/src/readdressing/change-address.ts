import { type Address, mayAct, type UserId } from '@cartless/domain';
import type { ReadStanding } from '../accounts/standing-store.ts';
import { ownOrder } from '../ordering/own-order.ts';
import type { Order } from '../ordering/order.ts';
import type { ChangeOrder, Clock } from '../ordering/ports.ts';
import { type PlaceRules, readdress } from './readdress.ts';

type Ports = Readonly<{ standing: ReadStanding; change: ChangeOrder; rules: PlaceRules; now: Clock }>;
type Command = Readonly<{ orderId: string; userId: UserId; shippingAddress: Address }>;

/**
 * A shopper changes where an order goes, before it leaves. The same address again changes nothing.
 * @throws AppError ACCOUNT_SUSPENDED, ACCOUNT_CLOSED, ORDER_NOT_FOUND, ADDRESS_CANNOT_CHANGE, ADDRESS_CHANGES_FEE, ADDRESS_CHANGES_TAX, BUSY
 */
export const changeAddress =
  ({ standing, change, rules, now }: Ports) =>
  async ({ orderId, userId, shippingAddress }: Command): Promise<Order> => {
    mayAct(await standing(userId));
    return change(orderId, (order) =>
      readdress(ownOrder(order, userId), shippingAddress, rules, { at: now().getTime(), by: 'shopper' }),
    );
  };
