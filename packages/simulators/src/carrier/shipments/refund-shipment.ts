import { Refusal } from '../../kit/refusal.ts';
import type { ShipmentRecord } from '../carrier-state.ts';
import { easyPostTime } from '../easypost-types.ts';
import type { Simulator } from '../simulator.ts';
import { findTracker } from '../tracking/find-tracker.ts';
import { forceStatus } from '../tracking/move-parcels.ts';

/**
 * Voids a label that no carrier has scanned yet. Asking again gives the same answer.
 *
 * @throws Refusal 422 when there is no label, or the parcel is on its way.
 */
export function refundShipment(simulator: Simulator, record: ShipmentRecord): void {
  const { shipment, trackerId } = record;
  if (trackerId === null) {
    throw new Refusal(
      422,
      'SHIPMENT.POSTAGE.REQUIRED',
      'This shipment has no postage that could be refunded.',
    );
  }
  if (shipment.refund_status !== null) return;
  const tracked = findTracker(simulator, trackerId);
  if (!['unknown', 'pre_transit'].includes(tracked.tracker.status)) {
    const message = 'Unable to request refund. The parcel has been shipped.';
    throw new Refusal(422, 'SHIPMENT.REFUND.UNAVAILABLE', message);
  }
  shipment.refund_status = 'submitted';
  shipment.updated_at = easyPostTime(simulator.clock.now());
  forceStatus(simulator, tracked, { status: 'cancelled', message: null, place: null });
}
