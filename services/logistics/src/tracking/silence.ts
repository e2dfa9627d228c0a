import type { PollRules } from '../scheduler/due-work.ts';
import { isTravelling } from '../shipments/shipment-moves.ts';
import type { Shipment, ShipmentChange } from '../shipments/shipment.ts';

/**
 * A parcel of which its carrier has said nothing for so long that nobody asks any more is lost. Should it turn up after all,
 * its scans find it.
 */
export function lostBySilence(state: Shipment, now: Date, { giveUp }: PollRules): ShipmentChange {
  const { status, label, dispatchedAt } = state;
  const isUnderway = isTravelling(status) && status !== 'lost';
  const silent = (now.getTime() - Date.parse(state.statusAt)) / 1000;
  if (!isUnderway || label === undefined || dispatchedAt === undefined || silent <= giveUp) return { state };
  const at = now.toISOString();
  return {
    state: { ...state, label, dispatchedAt, status: 'lost', statusAt: at },
    facts: [{ type: 'shipment-lost', at }],
  };
}
