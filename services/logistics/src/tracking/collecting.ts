import { isTravelling } from '../shipments/shipment-moves.ts';
import type { Shipment, ShipmentFact } from '../shipments/shipment.ts';

type Moved = Readonly<{ state: Shipment; facts: readonly ShipmentFact[] }>;

/** A parcel that its recipient has to fetch, told once: unless it is fetched, it goes back. */
export function withCollection({ state, facts }: Moved, history: Shipment['history']): Moved {
  const at = history.find(({ waits }) => waits)?.time;
  const isThere = isTravelling(state.status) && state.status !== 'lost';
  if (at === undefined || state.collectableAt !== undefined || !isThere) return { state, facts };
  return { state: { ...state, collectableAt: at }, facts: [...facts, { type: 'shipment-collectable', at }] };
}
