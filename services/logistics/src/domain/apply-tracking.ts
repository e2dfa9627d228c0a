import { afterNews, afterSilence, type PollRules } from './due-work.ts';
import { isTravelling, mayMove } from './shipment-moves.ts';
import { FACT_OF_STATUS, type Change, type Fact, type Shipment, without } from './shipment.ts';
import { mergeEvents, type TrackingUpdate, walk } from './tracking.ts';

/**
 * Applies what a carrier says. The result depends on the scans alone and not on the order in which they arrive, and a
 * parcel never goes back: a state is left only by a move that is allowed.
 *
 * @returns the changed parcel, or undefined when the update says nothing new
 */
export function applyTracking(
  before: Shipment,
  update: TrackingUpdate,
  now: Date,
  rules: PollRules,
): Change | undefined {
  const history = mergeEvents(before.history, update.events);
  const newer = update.updatedAt > (before.carrierUpdatedAt ?? '');
  const moved = moveBy(before, history);
  if (history.length === before.history.length && !newer && moved.facts.length === 0) return undefined;
  const { estimatedDelivery } = update;
  const current: Shipment = {
    ...moved.shipment,
    history,
    ...(newer && {
      carrierUpdatedAt: update.updatedAt,
      checkedAt: latest(before.checkedAt, earliest(update.updatedAt, now.toISOString())),
      ...(estimatedDelivery !== null && { estimatedDelivery }),
    }),
  };
  return { shipment: afterNews(current, now, rules), facts: moved.facts };
}

/** The carrier was asked and answered: what it says is confirmed as of now, also when it is nothing new. */
export function confirmTracking(
  before: Shipment,
  update: TrackingUpdate,
  now: Date,
  rules: PollRules,
): Change {
  const change = applyTracking(before, update, now, rules);
  const { shipment, facts } = change ?? { shipment: afterSilence(before, now, rules), facts: [] };
  const at = now.toISOString();
  return { shipment: { ...shipment, checkedAt: at, askedAt: at }, facts };
}

function moveBy(before: Shipment, history: Shipment['history']): Change {
  const base = before.dispatchedAt === undefined ? 'label-bought' : 'dispatched';
  const { status, at } = walk(base, history);
  if (
    at === undefined ||
    status === before.status ||
    status === 'cancelled' ||
    !mayMove(before.status, status)
  ) {
    return { shipment: before, facts: [] };
  }
  const firstMove = history.find((event) => isTravelling(event.status) || event.status === 'delivered');
  const handedOver = before.dispatchedAt === undefined;
  const facts: Fact[] = handedOver ? ['shipment-dispatched'] : [];
  const fact = FACT_OF_STATUS[status];
  if (fact !== undefined && fact !== 'shipment-dispatched') facts.push(fact);
  return {
    shipment: {
      ...without(before, 'problem'),
      status,
      statusAt: at,
      ...(handedOver && { dispatchedAt: firstMove?.time ?? at }),
    },
    facts,
  };
}

const latest = (a: string | undefined, b: string): string => (a === undefined || b > a ? b : a);
const earliest = (a: string, b: string): string => (a < b ? a : b);
