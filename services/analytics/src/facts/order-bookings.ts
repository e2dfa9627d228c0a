import { proportion, skuOf } from '@cartless/domain';
import { type Slot, slotOf } from '../calendar/slot.ts';
import type { Amounts } from '../roll-ups/counter.ts';
import type { Booking } from '../roll-ups/roll-up.ts';
import { ofLines, ofOrder, together } from './booking-places.ts';
import type { Costed, DisputeOutcome, Line, Moved, OrderFact, OrderPart, Returned } from './fact.ts';

/**
 * What a fact of an order adds to the books. It depends on the fact alone, so facts may come in any order:
 * placing counts orders and units by the hour of placing, payment counts revenue and what is in it by the hour of payment, a refund
 * and the tax in it are booked by their own hour, and the refund once more by the hour of placing; a dispute by the hours in which it
 * was opened and ended, what it costs is booked as a refund. What goods cost is booked by the hour of payment, and taken out again
 * by the hour in which they are on the shelf once more. Products and categories get their lines' amounts; the
 * shipping fee and refunds belong to the order as a whole.
 */
export function orderBookings(fact: OrderFact): Booking[] {
  const { order } = fact;
  const at = slotOf(fact.at);
  switch (fact.kind) {
    case 'placed':
      return ofPlaced(order, at);
    case 'paid':
      return ofPaid(order, at);
    case 'cancelled':
      return ofCancelled(fact, at);
    case 'undelivered':
      return everywhere(order, at, { undelivered: 1 });
    // When other parcels of the order arrived or are on their way, it is not cancelled by that.
    case 'given-up':
      return order.status === 'cancelled' ? everywhere(order, at, { cancelled: 1 }) : [];
    case 'refunded':
      return ofRefunded(fact, at);
    case 'return-requested':
      return [...ofOrder(order, at, { returnsRequested: 1 }), ofReason(fact, at, { returnsRequested: 1 })];
    case 'return-approved':
      return ofOrder(order, at, { returnsApproved: 1 });
    case 'return-rejected':
      return ofOrder(order, at, { returnsRejected: 1 });
    case 'return-withdrawn':
      return ofOrder(order, at, { returnsWithdrawn: 1 });
    case 'return-received':
      return ofReturned(fact, at);
    case 'goods-reshelved':
      return ofMoved(fact, at);
    case 'disputed':
      return fact.reopened ? [] : ofOrder(order, at, { disputes: 1, disputedAmount: fact.disputed ?? 0 });
    case 'payment-failed':
      return ofOrder(order, at, { paymentFailures: 1, failedAmount: fact.failed ?? 0 });
    case 'dispute-closed':
      return ofOrder(order, at, ENDS[fact.outcome ?? 'prevented']);
    default:
      return [];
  }
}

/** What an end of a dispute counts; what was prevented, and what the bank only asked, was neither won nor lost. */
const ENDS: Readonly<Record<DisputeOutcome, Amounts>> = {
  won: { disputesWon: 1 },
  lost: { disputesLost: 1 },
  prevented: {},
  'inquiry-closed': {},
};

/** What an order counts once, wherever it is in. */
const everywhere = (order: OrderPart, at: Slot, once: Amounts): Booking[] => [
  ...ofOrder(order, at, once),
  ...ofLines(order, order.lines, at, () => ({}), once),
];

function ofPlaced(order: OrderPart, at: Slot): Booking[] {
  const units = ({ quantity }: Line): Amounts => ({ units: quantity });
  return [
    ...ofOrder(order, at, { ...summed(order.lines, units), orders: 1 }),
    ...ofLines(order, order.lines, at, units, { orders: 1 }),
  ];
}

function ofPaid(order: OrderPart, at: Slot): Booking[] {
  const { total: revenue, tax = 0, lines } = order;
  const ofGoods = summed(lines, paidLine);
  const { unitsSold, unitsCosted, revenue: goods = 0 } = ofGoods;
  return [
    ...ofOrder(order, at, {
      ...ofGoods,
      revenue,
      tax,
      shipping: revenue - goods,
      paidOrders: 1,
      costedOrders: unitsSold === unitsCosted ? 1 : 0,
    }),
    ...ofLines(order, lines, at, paidLine, { paidOrders: 1 }),
    ...ofVariants(lines, at),
  ];
}

/** Units of each variant; those of products without are in the books of the product. */
const ofVariants = (lines: readonly Line[], slot: Slot): Booking[] =>
  lines.flatMap(({ productId, variants = {} }) =>
    Object.entries(variants).map(([variantId, unitsSold]): Booking => ({
      dimension: 'sku',
      value: skuOf({ productId, variantId }),
      slot,
      amounts: { unitsSold },
    })),
  );

const paidLine = ({ amount, tax = 0, discount = 0, quantity, costed }: Line): Amounts => ({
  revenue: amount,
  tax,
  discounts: discount,
  unitsSold: quantity,
  unitsCosted: costed?.units ?? 0,
  costOfGoods: costed?.cost ?? 0,
  goodsProfit: costed === undefined ? 0 : costed.net - costed.cost,
});

/** What nobody paid in time counts by itself too, with what it would have brought. Goods that were paid for are on the shelf again. */
function ofCancelled({ order, unpaid, wasPaid }: OrderFact, at: Slot): Booking[] {
  const { lines, total: unpaidAmount } = order;
  const once: Amounts = { cancelled: 1, ...(unpaid && { unpaidExpired: 1 }) };
  const ofLine = ({ amount, quantity, costed }: Line): Amounts => ({
    ...(unpaid && { unpaidAmount: amount }),
    ...(wasPaid && offTheBooks(quantity, costed)),
  });
  return [
    ...ofOrder(order, at, { ...summed(lines, ofLine), ...(unpaid && { unpaidAmount }), ...once }),
    ...ofLines(order, lines, at, ofLine, once),
  ];
}

function ofRefunded(fact: OrderFact, at: Slot): Booking[] {
  const { order, refund = 0, byDispute } = fact;
  return [
    ...ofOrder(order, at, {
      refunded: refund,
      taxRefunded: taxIn(fact),
      ...(byDispute && { lostToDisputes: refund }),
    }),
    ...ofOrder(order, slotOf(order.placedAt), { refundedByOrderDate: refund }),
  ];
}

/**
 * The tax in given back money: what of the order's tax belongs to all that went back, less what belonged to it before. So the
 * parts come to the tax of the order, to the cent, when all of it is given back, whatever the order in which they are heard of.
 */
function taxIn({ order, refund = 0, refundedInAll = Math.max(refund, 0) }: OrderFact): number {
  const { tax = 0, total } = order;
  const within = (refunded: number): number =>
    total === 0 ? 0 : proportion(tax, Math.min(Math.max(refunded, 0), total), total);
  return within(refundedInAll) - within(refundedInAll - refund);
}

/** Units that came back, and what those that can be sold again had cost, by the hour in which they came. */
function ofReturned(fact: OrderFact, at: Slot): Booking[] {
  const { order, returned = [] } = fact;
  const lines = order.lines.flatMap((line) => {
    const back = returned.filter(({ productId }) => productId === line.productId);
    return back.length > 0 ? [{ ...line, back }] : [];
  });
  const ofLine = ({ back }: Readonly<{ back: readonly Returned[] }>) => summed(back, backOf);
  const all = summed(lines, ofLine);
  const { returnedUnits = 0 } = all;
  return [
    ...ofOrder(order, at, all),
    ...ofLines(order, lines, at, ofLine),
    ofReason(fact, at, { returnedUnits }),
  ];
}

/** Goods that did not arrive cost nothing once they are on the shelf again; what left it in their place costs as much once more. */
function ofMoved({ order, moved = [] }: OrderFact, at: Slot): Booking[] {
  const lines = order.lines.flatMap((line) => {
    const own = moved.filter(({ productId }) => productId === line.productId);
    return own.length > 0 ? [{ ...line, own }] : [];
  });
  const ofLine = ({ own }: Readonly<{ own: readonly Moved[] }>) =>
    summed(own, ({ units, costed }) => offTheBooks(units, costed));
  return [...ofOrder(order, at, summed(lines, ofLine)), ...ofLines(order, lines, at, ofLine)];
}

/** What shoppers say when they choose no reason, and what earlier releases told. */
const UNSAID = 'unsaid';

const ofReason = ({ reason }: OrderFact, slot: Slot, amounts: Amounts): Booking => ({
  dimension: 'reason',
  value: reason ?? UNSAID,
  slot,
  amounts,
});

const backOf = ({ quantity, restocked = 0, costed }: Returned): Amounts => ({
  returnedUnits: quantity,
  ...offTheBooks(restocked, costed),
});

/** Goods that are on the shelf again cost nothing after all; those that left it once more, fewer than none, cost again. */
const offTheBooks = (units: number, costed: Costed = { units: 0, cost: 0 }): Amounts => ({
  costOfGoods: -costed.cost,
  uncostedReturns: Math.abs(units - costed.units),
});

const summed = <T>(all: readonly T[], of: (one: T) => Amounts): Amounts => all.map(of).reduce(together, {});
