import { notDue } from '../scheduler/due-work.ts';
import { mayMove } from '../shipments/shipment-moves.ts';
import type { Shipment, ShipmentChange } from '../shipments/shipment.ts';
import { ShipmentNotOnItsWay } from './errors.ts';

/**
 * Somebody of the shop has a parcel in hands that was not delivered. The carrier may have said nothing of it. Undefined when
 * that was said before.
 * @param fit whether its goods can be sold
 * @throws AppError SHIPMENT_NOT_ON_ITS_WAY when it never left or was delivered
 */
export function arriveBack(before: Shipment, fit: boolean, now: Date): ShipmentChange | undefined {
  const { status, label, dispatchedAt } = before;
  if (status === 'returned' && before.fit !== undefined) return undefined;
  const comesBack = status === 'returned' || mayMove(status, 'returned');
  if (!comesBack || label === undefined || dispatchedAt === undefined)
    throw ShipmentNotOnItsWay({ details: { shipmentStatus: status } });
  const at = now.toISOString();
  const arrivedBackAt = before.arrivedBackAt ?? at;
  return {
    state: notDue({
      ...before,
      label,
      dispatchedAt,
      status: 'returned',
      statusAt: status === 'returned' ? before.statusAt : at,
      arrivedBackAt,
      fit,
    }),
    facts: [
      {
        type: 'shipment-arrived-back',
        at,
        fit,
        ...(before.arrivedBackAt !== undefined && { again: true as const }),
      },
    ],
  };
}
