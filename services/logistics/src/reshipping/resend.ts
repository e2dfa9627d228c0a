import type { ShipmentId } from '@cartless/domain';
import { newParcel } from '../shipments/new-shipment.ts';
import type { Shipment, ShipmentChange } from '../shipments/shipment.ts';
import type { ShippingRules } from '../shipments/shipping-rules.ts';
import { isErased } from './reship.ts';

/**
 * The shop sends a parcel again that did not arrive: its replacement is made in the same write, and an open wish of the
 * shopper is granted by it. Undefined when there is a replacement, or the parcel has arrived after all, or its money is back. Nobody knows any more
 * where an erased parcel would go; that is told.
 */
export function resend(
  before: Shipment,
  replacementId: ShipmentId,
  rules: ShippingRules,
  now: Date,
): ShipmentChange | undefined {
  if (before.replacedBy !== undefined || before.status === 'delivered' || before.givenUpAt !== undefined)
    return undefined;
  const at = now.toISOString();
  if (isErased(before)) {
    return {
      state: before,
      facts: [{ type: 'reship-rejected', at, ordered: true }],
    };
  }
  const { id, orderId, orderNumber, userId, orderedAt, locale, address, lines, part, reship } = before;
  const content = { id: replacementId, orderId, orderNumber, userId, orderedAt, locale, address, lines };
  return {
    state: {
      ...before,
      replacedBy: replacementId,
      ...(reship && { reship: { ...reship, state: 'approved', decidedAt: at } }),
    },
    facts: [{ type: 'reship-approved', at, reason: reship?.reason ?? 'undelivered' }],
    also: [
      {
        type: 'make-parcel',
        parcel: { ...newParcel(content, rules, now), replaces: id, ...(part && { part }) },
      },
    ],
  };
}

/** The money goes back instead: nobody sends the parcel again. Undefined when that is known. */
export const giveUp = (before: Shipment, now: Date): ShipmentChange | undefined =>
  before.givenUpAt === undefined ? { state: { ...before, givenUpAt: now.toISOString() } } : undefined;
