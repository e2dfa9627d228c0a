import { type Change, revised } from './change-order.ts';
import type { Order } from './order.ts';

const CLOSED: readonly string[] = ['completed', 'cancelled', 'returned'];
const ERASED = '-';

/**
 * Takes the personal data out of a closed order; country and region stay for the books. Undefined while goods or money
 * are still on their way, and when it was done before.
 */
export function eraseOrder(order: Order): Change | undefined {
  const { country, region } = order.shippingAddress;
  if (!CLOSED.includes(order.status) || order.shippingAddress.recipient === ERASED) return undefined;
  const { note: _, ...rest } = order;
  const shippingAddress = {
    recipient: ERASED,
    phone: '00000',
    line1: ERASED,
    city: ERASED,
    region,
    postalCode: '00',
    country,
  };
  return { ...revised(rest, { shippingAddress }) };
}
