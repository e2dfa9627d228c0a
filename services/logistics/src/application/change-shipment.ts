import type { ShipmentId } from '@cartless/domain';
import { ShipmentChanging, ShipmentNotFound } from '../domain/errors.ts';
import type { Change, Shipment } from '../domain/shipment.ts';
import type { Shipments } from './ports.ts';

const TRIES = 6;

/**
 * Changes a parcel: reads it, decides, writes it if nobody else did in between, else does it all again.
 *
 * @param decide returns undefined when there is nothing to change
 * @returns the parcel as it is stored afterwards
 * @throws AppError SHIPMENT_NOT_FOUND, SHIPMENT_CHANGING
 */
export async function changeShipment(
  shipments: Shipments,
  id: ShipmentId,
  decide: (shipment: Shipment) => Change | undefined,
): Promise<Shipment> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const before = await shipments.find(id);
    if (before === undefined) throw ShipmentNotFound();
    const change = decide(before);
    if (change === undefined) return before;
    const stored = await shipments.save(before, change.shipment, change.facts);
    if (stored !== undefined) return stored;
  }
  throw ShipmentChanging({ details: { retryAfter: 1 } });
}
