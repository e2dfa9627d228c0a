import type { Address, UserId } from '@cartless/domain';
import { ownOrder } from '../ordering/own-order.ts';
import type { Order } from '../ordering/order.ts';
import type { ChangeOrder, Clock } from '../ordering/ports.ts';
import { type PlaceRules, readdress } from './readdress.ts';

type Ports = Readonly<{ change: ChangeOrder; rules: PlaceRules; now: Clock }>;
type Command = Readonly<{ orderId: string; userId: UserId; shippingAddress: Address }>;

/**
 * A shopper changes where an order goes, before it leaves. The same address again changes nothing.
 * @throws AppError ORDER_NOT_FOUND, ADDRESS_CANNOT_CHANGE, ADDRESS_CHANGES_FEE, ADDRESS_CHANGES_TAX, BUSY
 */
export const changeAddress =
  ({ change, rules, now }: Ports) =>
  ({ orderId, userId, shippingAddress }: Command): Promise<Order> =>
    change(orderId, (order) =>
      readdress(ownOrder(order, userId), shippingAddress, rules, { at: now().getTime(), by: 'shopper' }),
    );
