import type { Shipment, ShipmentFact } from '../shipments/shipment.ts';
import type { TrackingEvent } from './tracking.ts';

/** Why a parcel goes back. */
export const returnCause = (history: readonly TrackingEvent[]): 'refused' | 'undeliverable' =>
  history.some(({ refused }) => refused) ? 'refused' : 'undeliverable';

/**
 * When a carrier delivered a parcel that it was bringing back: to the sender, then. Nobody has looked at the goods by that.
 */
export function broughtBackAt(history: readonly TrackingEvent[]): string | undefined {
  const turned = history.findIndex(({ status }) => status === 'returned');
  if (turned === -1) return undefined;
  return history.slice(turned).find(({ status }) => status === 'delivered')?.time;
}

/** A parcel that goes back, with the carrier having brought it when its scans say so. */
export function withArrival(
  state: Shipment,
  history: readonly TrackingEvent[],
  facts: readonly ShipmentFact[] = [],
): Readonly<{ state: Shipment; facts: readonly ShipmentFact[] }> {
  const at = broughtBackAt(history);
  if (at === undefined || state.arrivedBackAt !== undefined) return { state, facts };
  return { state: { ...state, arrivedBackAt: at }, facts: [...facts, { type: 'shipment-arrived-back', at }] };
}
