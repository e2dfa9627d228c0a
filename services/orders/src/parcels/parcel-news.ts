import type { ShipmentId } from '@cartless/domain';
import type { OrderChange, Step } from '../ordering/order-change.ts';
import { deliver, isReady, ship } from '../ordering/delivery.ts';
import { historyWith } from '../ordering/order-status.ts';
import type { Order, Shipped, Undelivered } from '../ordering/order.ts';
import { tellingGoods } from './goods-moved.ts';
import { notCollected } from './not-collected.ts';
import { isDelivered, undecided } from './order-parcel.ts';
import type { OrderParcel, ParcelItem } from './parcel.ts';
import { predecessorOf, waysOf } from './parcel-units.ts';
import { inLines } from './told-items.ts';
import { shelfMoves } from './parcel-stock.ts';

/** What logistics tells of a parcel, in the order's words. */
export type ParcelNews = Readonly<{
  shipmentId: ShipmentId;
  /** The parcel's version after it. */
  sequence: number;
  status: OrderParcel['status'];
  items?: readonly ParcelItem[] | undefined;
  replaces?: ShipmentId | undefined;
  origin?: ShipmentId | undefined;
  fit?: boolean | undefined;
  why?: OrderParcel['why'] | undefined;
}>;

/** When something is heard of, and when a decision about what did not arrive is taken by time. */
export type Deadline = Readonly<{ decideBy: number; heardAt: number }>;

/**
 * What a parcel tells moves its order, whichever is heard of first. Undefined when it is no news: older than what is known
 * of the parcel, or about an order that is not to be sent. An order that is closed takes note and stays.
 */
export function hear(
  before: Order,
  news: ParcelNews,
  step: Step,
  deadline: Deadline,
): OrderChange | undefined {
  if (before.status === 'placed' && !isReady(before)) return undefined;
  const known = before.parcels.find(({ shipmentId }) => shipmentId === news.shipmentId);
  if (known && (known.seen >= news.sequence || known.status === 'delivered')) return undefined;
  const { items } = news;
  const parcel = after(known, items ? { ...news, items: inLines(before, items) } : news);
  const state = { ...before, parcels: withParcel(before, shelved(parcel)) };
  const noted: Order =
    news.status === 'lost' && state.lostAt === undefined ? { ...state, lostAt: step.at } : state;
  const moved = onTheWay(noted, step, deadline);
  const also = [...shelfMoves(before, moved.state), ...(moved.also ?? [])];
  return tellingGoods(before, { ...moved, also }, step.at);
}

/** The order where what is known of its parcels puts it. */
export function onTheWay(order: Order, step: Step, { decideBy, heardAt }: Deadline): OrderChange {
  const sent = isReady(order) ? (ship(order, step)?.state ?? order) : order;
  if (sent.status !== 'shipped' && sent.status !== 'undelivered') return { state: sent };
  if (isDelivered(sent)) {
    const delivered = deliver(sent, step, heardAt);
    return delivered ? notCollected(delivered, step.at) : { state: sent };
  }
  const [failed] = undecided(sent);
  if (failed === undefined) return { state: sentAgain(sent, step) };
  if (sent.status === 'undelivered') return { state: sent };
  const state: Undelivered = {
    ...sent,
    status: 'undelivered',
    decideBy,
    history: historyWith(sent, 'undelivered', step, failed.parcel.why),
  };
  const { shipmentId, status, why } = failed.parcel;
  const cause = status === 'lost' ? 'lost' : 'returned';
  return {
    state,
    facts: [{ type: 'order-undelivered', at: step.at, shipmentId, cause, ...(why && { why }) }],
  };
}

/** Nothing waits for a decision any more: what was lost is found, or goes out again. */
export function sentAgain(order: Shipped | Undelivered, step: Step): Order {
  if (order.status === 'shipped') return order;
  const { decideBy: _, ...kept } = order;
  return { ...kept, status: 'shipped', history: historyWith(order, 'shipped', step) };
}

const after = (
  known: OrderParcel | undefined,
  { sequence, items, replaces, origin, fit, why, ...news }: ParcelNews,
): OrderParcel => ({
  ...known,
  ...news,
  seen: sequence,
  ...(items !== undefined && { items }),
  ...(replaces !== undefined && { replaces }),
  ...(origin !== undefined && { origin }),
  ...(fit !== undefined && { fit }),
  ...(why !== undefined && { why }),
});

export const withParcel = ({ parcels }: Order, parcel: OrderParcel): readonly OrderParcel[] =>
  parcels.some(({ shipmentId }) => shipmentId === parcel.shipmentId)
    ? parcels.map((one) => (one.shipmentId === parcel.shipmentId ? parcel : one))
    : [...parcels, parcel];

/** What was to go back to the shelf, and is here and fit to be sold, does. */
function shelved(parcel: OrderParcel): OrderParcel {
  if (parcel.status !== 'returned' || parcel.fit !== true) return parcel;
  const done = <P extends Readonly<{ restock?: OrderParcel['restock'] }>>(one: P): P =>
    one.restock === 'due' ? { ...one, restock: 'done' } : one;
  return { ...done(parcel), ...(parcel.parts && { parts: parcel.parts.map(done) }) };
}

/** Whether a shopper now has goods whose money went back, or which were sent again. */
export const turnsUp = (before: Order, { shipmentId, status }: ParcelNews): boolean =>
  status === 'delivered' &&
  (before.status === 'cancelled' ||
    before.parcels.some(
      ({ parts = [], ...one }) =>
        one.shipmentId === shipmentId && [one, ...parts].some(({ decided }) => decided !== undefined),
    ) ||
    isInVain(before, shipmentId));

/** Whether a parcel was sent in the place of what was given up. */
function isInVain(order: Order, shipmentId: ShipmentId): boolean {
  const other = order.parcels.find((one) => one.shipmentId === shipmentId);
  const parcel = other && predecessorOf(order, other);
  if (parcel === undefined) return false;
  const way = waysOf(order, parcel).parts.find((one) => one.other === other);
  const decisions = way ? [way.part] : [parcel, ...(parcel.parts ?? [])];
  return decisions.some(({ decided }) => decided === 'refund');
}
