import type { ShipmentId } from '@cartless/domain';
import type { OrderChange, OrderFact, OrderSide, Step } from '../ordering/order-change.ts';
import { deliver } from '../ordering/delivery.ts';
import { historyWith } from '../ordering/order-status.ts';
import type { Order, Refund, Shipped, Undelivered } from '../ordering/order.ts';
import { giveBackShare } from '../limits/shares.ts';
import { releaseUse } from '../promotions/use.ts';
import { refundable } from '../payments/money-kept.ts';
import { refundOf } from '../payments/refund.ts';
import { unitsGone } from '../returns/return-units.ts';
import { CannotBeSentAgain, NothingUndelivered, SentTooOften } from './errors.ts';
import { tellingGoods } from './goods-moved.ts';
import { notCollected } from './not-collected.ts';
import { isDelivered, isGivenUp, undecided, worth } from './order-parcel.ts';
import type { DecidedParcel, OrderParcel, Outcome, ParcelItem } from './parcel.ts';
import { covers, itemsIn, itemsOf, less, type Units, unitsOf } from './parcel-units.ts';
import { type Draws, shelfMoves } from './parcel-stock.ts';
import { sentAgain, withParcel } from './parcel-news.ts';
import { firstTold } from './unanswered.ts';
import { type Noted, type Share, sharesOf, withShare } from './shares.ts';

/**
 * What is to become of the parcels that did not arrive; `restock` when their goods may be sold again. With `items` the outcome is
 * that of so many units, and the others get the other one.
 */
export type Decision = Readonly<{
  outcome: Outcome;
  restock: boolean;
  items?: readonly ParcelItem[] | undefined;
}>;
/** The shop's policy: whether it keeps the shipping fee of an order that came back. What was lost is given back whole. */
export type Policy = Readonly<{ keepFee: boolean }>;
export const ALL_BACK: Policy = { keepFee: false };

/** An order is one item. */
const MOST_PARCELS = 30;

/**
 * Decides about the parcels of an order that did not arrive. Undefined when the same was decided before.
 * @param draws where units are taken from that go out once more; from where the first came, when it is left out
 * @throws AppError NOTHING_UNDELIVERED, UNDELIVERED_ITEMS_UNKNOWN, CANNOT_BE_SENT_AGAIN, SENT_TOO_OFTEN
 */
export function decide(
  order: Order,
  decision: Decision,
  policy: Policy,
  step: Step,
  draws?: Draws,
): OrderChange | undefined {
  const waiting = undecided(order);
  if (!isOpen(order) || waiting.length === 0) {
    if (wasDecided(order, decision)) return undefined;
    throw NothingUndelivered({ details: { orderStatus: order.status } });
  }
  const { outcome, restock, items } = decision;
  return settle(order, sharesOf(order, waiting, outcome, items), restock, policy, step, draws);
}

/** Whether all that a decision asks for was decided before; without names, whether anything was decided so. */
function wasDecided(order: Order, { outcome, restock, items = [] }: Decision): boolean {
  const decisions = order.parcels
    .flatMap(({ parts = [], ...parcel }) => [
      { ...parcel, items: itemsIn(less(unitsOf(itemsOf(order, parcel)), unitsIn(parts))) },
      ...parts,
    ])
    .filter((one) => one.decided === outcome && (one.restock !== undefined) === restock);
  return decisions.length > 0 && covers(unitsIn(decisions), unitsOf(items));
}

/** Nobody decided in time: the money goes back, and the goods to the shelf when they are here and somebody found them fit. */
export const decideByTime = (order: Order, policy: Policy, step: Step): OrderChange | undefined =>
  settle(
    order as Undelivered,
    sharesOf(order, undecided(order), 'refund', undefined),
    'when-fit',
    policy,
    step,
  );

type Open = Shipped | Undelivered;
type Restock = boolean | 'when-fit';

const isOpen = (order: Order): order is Open => order.status === 'undelivered' || order.status === 'shipped';

function settle(
  order: Open,
  shares: readonly Share[],
  restock: Restock,
  policy: Policy,
  step: Step,
  draws?: Draws,
): OrderChange {
  const again = shares.filter(({ outcome }) => outcome === 'reship');
  const back = shares.filter(({ outcome }) => outcome === 'refund');
  if (again.length > 0) refuseSending(order, again);
  const decided = shares.reduce<Open>((state, share) => noted(state, share, restock), order);
  const decision = order.version + 1;
  const given = back.length > 0 ? giveUp(order, decided, { back, decision }, policy, step) : undefined;
  const next = given ?? { state: sentAgain(decided, step) };
  const parcels = shares.map(decidedParcel);
  const change: OrderChange = {
    state: {
      ...next.state,
      unanswered: [...(order.unanswered ?? []), firstTold(decision, parcels, step.at)],
    },
    facts: [
      ...(again.length > 0
        ? [{ type: 'reship-ordered', at: step.at, ...told(again), decision } as const]
        : []),
      ...(next.facts ?? []),
      { type: 'undelivered-decided', at: step.at, decision, parcels },
    ],
    also: [...shelfMoves(order, next.state, draws), ...(next.also ?? [])],
  };
  return tellingGoods(order, change, step.at);
}

const decidedParcel = ({ parcel: { shipmentId }, outcome, items, whole }: Share): DecidedParcel => ({
  shipmentId,
  outcome,
  ...(!whole && { items }),
});

const unitsIn = (shares: readonly Pick<Share, 'items'>[]): Units =>
  unitsOf(shares.flatMap(({ items }) => items));

function refuseSending(order: Open, again: readonly Share[]): void {
  if (order.erasureDue || order.erasedAt !== undefined) throw CannotBeSentAgain();
  if (order.parcels.length + again.length > MOST_PARCELS)
    throw SentTooOften({ details: { limit: MOST_PARCELS } });
}

const noted = (order: Open, share: Share, restock: Restock): Open => {
  const { shipmentId } = share.parcel;
  const parcel = order.parcels.find((one) => one.shipmentId === shipmentId) ?? share.parcel;
  return { ...order, parcels: withParcel(order, withShare(parcel, share, notedOf(share, restock))) };
};

/** What is here and fit goes out again, or to the shelf; for what is not, other units leave the shelf. */
function notedOf({ parcel, outcome: decided }: Share, restock: Restock): Noted {
  const isHere = parcel.status === 'returned' && (restock === true || parcel.fit === true);
  const taken = decided === 'reship' && !(parcel.status === 'returned' && restock);
  return {
    decided,
    ...(restock !== false && { restock: isHere ? 'done' : 'due' }),
    ...(taken && { taken }),
  };
}

function giveUp(
  order: Open,
  decided: Open,
  { back, decision }: Readonly<{ back: readonly Share[]; decision: number }>,
  policy: Policy,
  step: Step,
): OrderChange {
  const parcels = back.map(({ parcel }) => parcel);
  const items = back.flatMap((share) => share.items);
  const ended = isGivenUp(decided);
  const due = ended
    ? refundable(order) - (keepsFee(parcels, policy) ? order.shippingFee : 0)
    : worth(order, items, (line) => unitsGone(order, line));
  const refunds = refundsOf(order, Math.min(due, refundable(order)), idsOf(parcels), step);
  const value = sum(refunds) - sum(order.refunds);
  const facts: OrderFact[] = [
    { type: 'delivery-given-up', at: step.at, ...told(back), decision, by: step.by, value },
    ...(value > 0 ? [{ type: 'refund-owed', at: step.at } as const] : []),
  ];
  const next = ended ? { state: cancelled(decided, step) } : goesOn(decided, step);
  return {
    state: { ...next.state, refunds: [...next.state.refunds, ...refunds.slice(order.refunds.length)] },
    facts: [...facts, ...(next.facts ?? [])],
    also: [...countsNoMore(order, items, step.at), ...(ended ? releaseUse(order, step.at) : [])],
  };
}

/** What was never got counts against no limit. */
const countsNoMore = (order: Order, items: readonly ParcelItem[], at: number): OrderSide[] =>
  items.flatMap(({ productId, quantity: units }) => {
    const limit = order.lines.find((line) => line.productId === productId)?.limit;
    return giveBackShare(order, { of: productId, limit, units }, at);
  });

function cancelled(order: Open, step: Step): Order {
  const { decideBy: _, ...kept } = { decideBy: 0, ...order };
  return {
    ...kept,
    status: 'cancelled',
    cancelled: { why: 'undelivered', at: step.at },
    history: historyWith(order, 'cancelled', step),
  };
}

/** The rest of the order is still on its way, or is all that was to arrive. */
function goesOn(order: Open, step: Step): OrderChange {
  const delivered = isDelivered(order) ? deliver(order, step, step.at) : undefined;
  return delivered ? notCollected(delivered, step.at) : { state: sentAgain(order, step) };
}

const told = (shares: readonly Share[]) => {
  const parts = shares.filter(({ whole }) => !whole);
  return {
    shipmentIds: idsOf(shares.filter(({ whole }) => whole).map(({ parcel }) => parcel)),
    ...(parts.length > 0 && {
      parts: parts.map(({ parcel, items }) => ({ shipmentId: parcel.shipmentId, items })),
    }),
  };
};

const idsOf = (parcels: readonly OrderParcel[]): readonly ShipmentId[] =>
  parcels.map(({ shipmentId }) => shipmentId);

const keepsFee = (waiting: readonly OrderParcel[], { keepFee }: Policy): boolean =>
  keepFee && waiting.every(({ status }) => status !== 'lost');

const refundsOf = (
  order: Order,
  amount: number,
  ids: readonly ShipmentId[],
  { at }: Step,
): readonly Refund[] =>
  amount > 0 ? refundOf(order, amount, { reason: `undelivered: ${ids.join(', ')}`, at }) : order.refunds;

const sum = (refunds: readonly Refund[]): number => refunds.reduce((total, { amount }) => total + amount, 0);
