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
import { notCollected } from './not-collected.ts';
import { isDelivered, isGivenUp, itemsOf, undecided, worth } from './order-parcel.ts';
import type { OrderParcel, Outcome } from './parcel.ts';
import { type Draws, offTheShelf, onTheShelf } from './parcel-stock.ts';
import { sentAgain, withParcel } from './parcel-news.ts';

/** What is to become of the parcels that did not arrive; `restock` when their goods may be sold again. */
export type Decision = Readonly<{ outcome: Outcome; restock: boolean }>;
/** The shop's policy: whether it keeps the shipping fee of an order that came back. What was lost is given back whole. */
export type Policy = Readonly<{ keepFee: boolean }>;
export const ALL_BACK: Policy = { keepFee: false };

/** An order is one item. */
const MOST_PARCELS = 30;

/**
 * Decides about the parcels of an order that did not arrive. Undefined when the same was decided before.
 * @param draws where units are taken from that go out once more; from where the first came, when it is left out
 * @throws AppError NOTHING_UNDELIVERED, CANNOT_BE_SENT_AGAIN, SENT_TOO_OFTEN
 */
export function decide(
  order: Order,
  decision: Decision,
  policy: Policy,
  step: Step,
  draws?: Draws,
): OrderChange | undefined {
  const waiting = undecided(order);
  const open = order.status === 'undelivered' || order.status === 'shipped';
  if (!open || waiting.length === 0) {
    if (order.parcels.some(({ decided }) => decided === decision.outcome)) return undefined;
    throw NothingUndelivered({ details: { status: order.status } });
  }
  return decision.outcome === 'reship'
    ? sendAgain(order, waiting, decision.restock, step, draws)
    : giveUp(order, waiting, decision.restock, policy, step);
}

/** Nobody decided in time: the money goes back, and the goods to the shelf when they are here and somebody found them fit. */
export const decideByTime = (order: Order, policy: Policy, step: Step): OrderChange | undefined =>
  giveUp(order as Undelivered, undecided(order), 'when-fit', policy, step);

type Open = Shipped | Undelivered;
type Restock = boolean | 'when-fit';

function sendAgain(
  order: Open,
  waiting: readonly OrderParcel[],
  restock: boolean,
  step: Step,
  draws?: Draws,
): OrderChange {
  if (order.erasureDue || order.erasedAt !== undefined) throw CannotBeSentAgain();
  if (order.parcels.length + waiting.length > MOST_PARCELS)
    throw SentTooOften({ details: { limit: MOST_PARCELS } });
  // What is here and fit goes out again; for everything else other units leave the shelf.
  const taken = waiting.filter((parcel) => !(parcel.status === 'returned' && restock));
  const parcels = waiting.map((parcel): OrderParcel => ({
    ...marked(parcel, 'reship', restock),
    ...(taken.includes(parcel) && { taken: true }),
  }));
  return {
    state: sentAgain(withAll(order, parcels), step),
    facts: [{ type: 'reship-ordered', at: step.at, shipmentIds: idsOf(waiting) }],
    also: offTheShelf(
      order,
      taken.flatMap((parcel) => itemsOf(order, parcel)),
      draws,
    ),
  };
}

function giveUp(
  order: Open,
  waiting: readonly OrderParcel[],
  restock: Restock,
  policy: Policy,
  step: Step,
): OrderChange {
  const parcels = waiting.map((parcel) => marked(parcel, 'refund', restock));
  const decided = withAll(order, parcels);
  const ended = isGivenUp(decided);
  const back = ended
    ? refundable(order) - (keepsFee(waiting, policy) ? order.shippingFee : 0)
    : worth(
        order,
        waiting.flatMap((parcel) => itemsOf(order, parcel)),
        (line) => unitsGone(order, line),
      );
  const refunds = refundsOf(order, Math.min(back, refundable(order)), idsOf(waiting), step);
  const value = sum(refunds) - sum(order.refunds);
  const facts: OrderFact[] = [
    { type: 'delivery-given-up', at: step.at, shipmentIds: idsOf(waiting), by: step.by, value },
    ...(value > 0 ? [{ type: 'refund-owed', at: step.at } as const] : []),
  ];
  const also: OrderSide[] = parcels
    .filter((parcel) => parcel.restock === 'done')
    .flatMap((parcel) => onTheShelf(order, itemsOf(order, parcel)));
  const next = ended ? { state: cancelled(decided, step) } : goesOn(decided, step);
  return {
    state: { ...next.state, refunds: [...next.state.refunds, ...refunds.slice(order.refunds.length)] },
    facts: [...facts, ...(next.facts ?? [])],
    also: [...also, ...countsNoMore(order, waiting, step.at), ...(ended ? releaseUse(order, step.at) : [])],
  };
}

/** What was never got counts against no limit. */
const countsNoMore = (order: Order, waiting: readonly OrderParcel[], at: number): OrderSide[] =>
  waiting
    .flatMap((parcel) => itemsOf(order, parcel))
    .flatMap(({ productId, quantity: units }) => {
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

function marked(parcel: OrderParcel, decided: Outcome, restock: Restock): OrderParcel {
  const isHere = parcel.status === 'returned' && (restock === true || parcel.fit === true);
  if (restock === false) return { ...parcel, decided };
  return { ...parcel, decided, restock: isHere ? 'done' : 'due' };
}

const withAll = <O extends Open>(order: O, parcels: readonly OrderParcel[]): O =>
  parcels.reduce((all, parcel) => ({ ...all, parcels: withParcel(all, parcel) }), order);

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
