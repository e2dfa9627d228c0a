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
import { believedUpdate } from './believed-update.ts';
import { withCollection } from './collecting.ts';
import { withArrival } from './coming-back.ts';
import { lostBySilence } from './silence.ts';
import { mergeEvents, sameEvents, type TrackingUpdate, walk } from './tracking.ts';

/** A parcel that has a label: only of such a one can a carrier tell something. */
export type Tracked = Labelled | Sent | (Stopped & Readonly<{ label: NonNullable<Stopped['label']> }>);
export const isTracked = (shipment: Shipment): shipment is Tracked => shipment.label !== undefined;

/**
 * Applies what a carrier says. The result depends on the scans alone and not on the order in which they arrive, and a
 * parcel never goes back: a state is left only by a move that is allowed. Its times are believed within reason.
 *
 * @param receivedAt when it came in, where it was kept since
 * @returns the changed parcel, or undefined when the update says nothing new
 */
export function applyTracking(
  before: Tracked,
  told: TrackingUpdate,
  now: Date,
  rules: PollRules,
  receivedAt = now,
): ShipmentChange | undefined {
  const update = believedUpdate(told, before, receivedAt, rules);
  const scans = before.erasedAt === undefined ? update.events : update.events.map(wordless);
  const history = mergeEvents(before.history, scans);
  const newer = isNewer(before, update, now);
  const isKnown = sameEvents(history, before.history);
  if (isKnown && !newer) return undefined;
  // What was known before moves nothing: a parcel that its carrier's silence has lost is not found by old scans.
  const moved = isKnown ? { state: before, facts: [] } : withCollection(moveBy(before, history), history);
  const current: Shipment = { ...moved.state, history };
  return { state: afterNews(newer ? withWord(current, update) : current, now, rules), facts: moved.facts };
}

/** What the carrier says of the parcel as a whole. */
function withWord(parcel: Shipment, { updatedAt, said, estimatedDelivery }: TrackingUpdate): Shipment {
  const { carrierSaid: _, unanswered, ...kept } = parcel;
  const isStill = unanswered && updatedAt <= (parcel.askedAt ?? '');
  return {
    ...kept,
    ...(isStill && { unanswered }),
    carrierUpdatedAt: updatedAt,
    ...(said !== undefined && { carrierSaid: said }),
    checkedAt: latest(parcel.checkedAt, updatedAt),
    ...(estimatedDelivery !== null && withEstimate(parcel, estimatedDelivery)),
  };
}

/** What a parcel is measured by is the first estimate: near its arrival they come true. */
const withEstimate = (
  parcel: Shipment,
  estimatedDelivery: string,
): Pick<Shipment, 'estimatedDelivery' | 'firstEstimate'> => ({
  estimatedDelivery,
  ...(parcel.estimatedDelivery === undefined && { firstEstimate: estimatedDelivery }),
});

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
  const { unanswered: _, ...answered } = state;
  return { state: { ...answered, checkedAt: at, askedAt: at }, facts };
}

type Moved = Readonly<{ state: Shipment; facts: readonly ShipmentFact[] }>;

function moveBy(before: Tracked, history: Shipment['history']): Moved {
  const base = before.dispatchedAt === undefined ? 'label-bought' : 'dispatched';
  const { status, at: seenAt } = walk(base, history);
  if (status === 'returned' && before.status === 'returned') return withArrival(before, history);
  if (
    seenAt === undefined ||
    status === before.status ||
    status === 'cancelled' ||
    status === 'created' ||
    status === 'label-bought' ||
    !mayMove(before.status, status)
  ) {
    return { state: before, facts: [] };
  }
  const firstMove = history.find((event) => isTravelling(event.status) || event.status === 'delivered');
  const leftAt = before.dispatchedAt ?? firstMove?.time ?? seenAt;
  const at = latest(leftAt, seenAt);
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

/**
 * Whether the carrier says something newer than what is known. The same word again is not, although by a clock that is ahead
 * it is believed to be from when we heard it.
 */
function isNewer(before: Shipment, { updatedAt, said = updatedAt }: TrackingUpdate, now: Date): boolean {
  const { carrierUpdatedAt: known = '', carrierSaid = known } = before;
  if (said === carrierSaid) return false;
  // Earlier releases believed times to come, and nothing would be newer than those.
  const last = known > now.toISOString() ? '' : known;
  return updatedAt > last || (updatedAt === last && said > carrierSaid);
}

const latest = (a: string | undefined, b: string): string => (a === undefined || b > a ? b : a);
