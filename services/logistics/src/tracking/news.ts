import { afterNews, afterSilence, type PollRules } from '../scheduler/due-work.ts';
import { wordless } from '../erasure/erasure.ts';
import { isTravelling, mayMove } from '../shipments/shipment-moves.ts';
import {
  FACT_OF_STATUS,
  type Labelled,
  type Sent,
  type Shipment,
  type ShipmentChange,
  type ShipmentFact,
  type Stopped,
  without,
} from '../shipments/shipment.ts';
import { withCollection } from './collecting.ts';
import { withArrival } from './coming-back.ts';
import { lostBySilence } from './silence.ts';
import { mergeEvents, type TrackingUpdate, walk } from './tracking.ts';

/** A parcel that has a label: only of such a one can a carrier tell something. */
export type Tracked = Labelled | Sent | (Stopped & Readonly<{ label: NonNullable<Stopped['label']> }>);
export const isTracked = (shipment: Shipment): shipment is Tracked => shipment.label !== undefined;

/**
 * Applies what a carrier says. The result depends on the scans alone and not on the order in which they arrive, and a
 * parcel never goes back: a state is left only by a move that is allowed.
 *
 * @returns the changed parcel, or undefined when the update says nothing new
 */
export function applyTracking(
  before: Tracked,
  update: TrackingUpdate,
  now: Date,
  rules: PollRules,
): ShipmentChange | undefined {
  const scans = before.erasedAt === undefined ? update.events : update.events.map(wordless);
  const history = mergeEvents(before.history, scans);
  const newer = update.updatedAt > (before.carrierUpdatedAt ?? '');
  const moved = withCollection(moveBy(before, history), history);
  if (history.length === before.history.length && !newer && moved.facts.length === 0) return undefined;
  const { estimatedDelivery } = update;
  const current: Shipment = {
    ...moved.state,
    history,
    ...(newer && {
      carrierUpdatedAt: update.updatedAt,
      checkedAt: latest(before.checkedAt, earliest(update.updatedAt, now.toISOString())),
      ...(estimatedDelivery !== null && { estimatedDelivery }),
    }),
  };
  return { state: afterNews(current, now, rules), facts: moved.facts };
}

/** The carrier was asked and answered: what it says is confirmed as of now, also when it is nothing new. */
export function confirmTracking(
  before: Tracked,
  update: TrackingUpdate,
  now: Date,
  rules: PollRules,
): ShipmentChange {
  const { state, facts = [] } =
    applyTracking(before, update, now, rules) ?? lostBySilence(afterSilence(before, now, rules), now, rules);
  const at = now.toISOString();
  return { state: { ...state, checkedAt: at, askedAt: at }, facts };
}

type Moved = Readonly<{ state: Shipment; facts: readonly ShipmentFact[] }>;

function moveBy(before: Tracked, history: Shipment['history']): Moved {
  const base = before.dispatchedAt === undefined ? 'label-bought' : 'dispatched';
  const { status, at } = walk(base, history);
  if (status === 'returned' && before.status === 'returned') return withArrival(before, history);
  if (
    at === undefined ||
    status === before.status ||
    status === 'cancelled' ||
    status === 'created' ||
    status === 'label-bought' ||
    !mayMove(before.status, status)
  ) {
    return { state: before, facts: [] };
  }
  const firstMove = history.find((event) => isTravelling(event.status) || event.status === 'delivered');
  const leftAt = before.dispatchedAt ?? firstMove?.time ?? at;
  const told = status in FACT_OF_STATUS ? FACT_OF_STATUS[status as keyof typeof FACT_OF_STATUS] : undefined;
  const isFound = before.status === 'lost' && (status === 'in-transit' || status === 'out-for-delivery');
  const moved: Moved = {
    state: { ...without(before, 'problem'), status, statusAt: at, dispatchedAt: leftAt },
    facts: [
      ...(before.dispatchedAt === undefined ? [{ type: 'shipment-dispatched', at: leftAt } as const] : []),
      ...(told !== undefined && told !== 'shipment-dispatched' ? [{ type: told, at }] : []),
      ...(isFound ? [{ type: 'shipment-found', at } as const] : []),
    ],
  };
  return status === 'returned' ? withArrival(moved.state, history, moved.facts) : moved;
}

const latest = (a: string | undefined, b: string): string => (a === undefined || b > a ? b : a);
const earliest = (a: string, b: string): string => (a < b ? a : b);
