import type { Address, ShipmentId } from '@cartless/domain';
import { isErased } from '../reshipping/reship.ts';
import { inPlaceOf } from '../reshipping/resent.ts';
import { cancel, hasLeft } from '../shipments/cancellation.ts';
import { newParcel } from '../shipments/new-shipment.ts';
import type { Shipment, ShipmentChange } from '../shipments/shipment.ts';
import type { ShippingRules } from '../shipments/shipping-rules.ts';

/**
 * The order of a parcel is to go to another address. One that has not left is stopped, its label given back, and another one
 * takes its place in the same write: whoever buys a label of the old one at the same time buys it for nothing. What has left
 * goes on, and what is of an erased account gets no address any more: that is told. Undefined when the change is known, or its order
 * was cancelled.
 */
export function readdress(
  before: Shipment,
  { change, address }: Readonly<{ change: number; address: Address }>,
  nextId: ShipmentId,
  rules: ShippingRules,
  now: Date,
): ShipmentChange | undefined {
  if (before.status === 'cancelled' || (before.addressChange ?? 0) >= change) return undefined;
  const at = now.toISOString();
  if (hasLeft(before) || isErased(before)) {
    return {
      state: { ...before, addressChange: change },
      facts: [{ type: 'readdress-refused', at, change }],
    };
  }
  const stopped = cancel(before, now);
  if (stopped === undefined) return undefined;
  const { orderId, orderNumber, userId, orderedAt, locale, lines, part, hold } = before;
  const content = { id: nextId, orderId, orderNumber, userId, orderedAt, locale, address, lines };
  const parcel = {
    ...newParcel(content, rules, now),
    addressChange: change,
    ...inPlaceOf(before),
    ...(part && { part }),
    // Held because of a dispute or its account, it is held under the new address too.
    ...(hold && { hold }),
  };
  return {
    state: { ...stopped.state, replacedBy: nextId, addressChange: change },
    facts: [{ type: 'shipment-readdressed', at, change }],
    also: [{ type: 'make-parcel', parcel }],
  };
}
