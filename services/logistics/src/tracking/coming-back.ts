import type { ParcelTrouble } from '@cartless/domain';
import type { Shipment, ShipmentFact } from '../shipments/shipment.ts';
import type { TrackingEvent } from './tracking.ts';

/** Whether a parcel goes back because it was refused at the door. */
export const returnCause = (history: readonly TrackingEvent[]): 'refused' | 'undeliverable' =>
  returnReason(history) === 'refused' ? 'refused' : 'undeliverable';

/**
 * Why a parcel goes back, as far as its carrier says: with the scans of the way back, or before it turned. One that waited to be
 * collected and goes back without a word was not.
 */
export function returnReason(history: readonly TrackingEvent[]): ParcelTrouble | undefined {
  const back = history.filter(({ status }) => status === 'returned');
  const said = lastWhy(back) ?? lastWhy(history);
  return said ?? (history.some(({ waits }) => waits) ? 'not-collected' : undefined);
}

/** What is wrong with a parcel that its carrier has stopped. */
export const exceptionReason = (history: readonly TrackingEvent[]): ParcelTrouble | undefined =>
  lastWhy(history.filter(({ status }) => status === 'exception'));

/** Why a parcel is where it should not be; undefined when it is not, or nobody says. */
export function troubleOf({ status, label, history }: Pick<Shipment, 'status' | 'label' | 'history'>) {
  if (status === 'returned') return returnReason(history);
  if (status !== 'exception') return undefined;
  return label === undefined ? ('not-accepted' as const) : exceptionReason(history);
}

const lastWhy = (scans: readonly TrackingEvent[]): ParcelTrouble | undefined =>
  scans.map(({ why, refused }) => why ?? (refused && 'refused')).findLast((why) => why !== undefined);

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
