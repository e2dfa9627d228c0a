import { CarrierError } from './carrier-error.ts';
import { forceStatus } from './move-parcels.ts';
import { easyPostTime } from './simulator-clock.ts';
import type { Simulator } from './simulator.ts';
import type { ShipmentRecord } from './simulator-state.ts';
import { findTracker } from './find-tracker.ts';

/**
 * Voids a label that no carrier has scanned yet. Asking again gives the same answer.
 *
 * @throws CarrierError 422 when there is no label, or the parcel is on its way.
 */
export function refundShipment(simulator: Simulator, record: ShipmentRecord): void {
  const { shipment, trackerId } = record;
  if (trackerId === null) {
    throw new CarrierError(
      422,
      'SHIPMENT.POSTAGE.REQUIRED',
      'This shipment has no postage that could be refunded.',
    );
  }
  if (shipment.refund_status !== null) return;
  const tracked = findTracker(simulator, trackerId);
  if (!['unknown', 'pre_transit'].includes(tracked.tracker.status)) {
    const message = 'Unable to request refund. The parcel has been shipped.';
    throw new CarrierError(422, 'SHIPMENT.REFUND.UNAVAILABLE', message);
  }
  shipment.refund_status = 'submitted';
  shipment.updated_at = easyPostTime(simulator.clock.now());
  forceStatus(simulator, tracked, { status: 'cancelled', message: null, place: null });
}
