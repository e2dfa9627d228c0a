import { proportion } from '@cartless/domain';
import type { Amounts } from '../roll-ups/counter.ts';
import { cityOf, type Dimension, pairOf, WHOLE } from '../roll-ups/dimension.ts';
import type { DisputeOutcome, Line, OrderFact, OrderPart } from './fact.ts';
import { type Slot, slotOf } from '../calendar/slot.ts';
import type { Booking } from '../roll-ups/roll-up.ts';

/**
 * What a fact of an order adds to the books. It depends on the fact alone, so facts may come in any order:
 * placing counts orders and units by the hour of placing, payment counts revenue and what is in it by the hour of payment, a refund
 * and the tax in it are booked by their own hour, and the refund once more by the hour of placing; a dispute by the hours in which it
 * was opened and ended, what it costs is booked as a refund. Products and categories get their lines' amounts; the
 * shipping fee and refunds belong to the order as a whole.
 */
export function orderBookings(fact: OrderFact): Booking[] {
  const { order } = fact;
  const units = sum(order.lines, ({ quantity }) => quantity);
  const at = slotOf(fact.at);
  switch (fact.kind) {
    case 'placed':
      return [
        ...ofOrder(order, at, { orders: 1, units }),
        ...ofLines(order, at, ({ quantity }) => ({ orders: 1, units: quantity })),
      ];
    case 'paid':
      return ofPaid(order, units, at);
    case 'cancelled':
      return ofCancelled(fact, at);
    case 'undelivered':
      return [...ofOrder(order, at, { undelivered: 1 }), ...ofLines(order, at, () => ({ undelivered: 1 }))];
    // When other parcels of the order arrived or are on their way, it is not cancelled by that.
    case 'given-up':
      return order.status === 'cancelled'
        ? [...ofOrder(order, at, { cancelled: 1 }), ...ofLines(order, at, () => ({ cancelled: 1 }))]
        : [];
    case 'refunded':
      return ofRefunded(fact, at);
    case 'return-requested':
      return ofOrder(order, at, { returnsRequested: 1 });
    case 'return-approved':
      return ofOrder(order, at, { returnsApproved: 1 });
    case 'return-rejected':
      return ofOrder(order, at, { returnsRejected: 1 });
    case 'return-withdrawn':
      return ofOrder(order, at, { returnsWithdrawn: 1 });
    case 'return-received':
      return ofReturned(fact, at);
    case 'disputed':
      return fact.reopened ? [] : ofOrder(order, at, { disputes: 1, disputedAmount: fact.disputed ?? 0 });
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

function ofPaid(order: OrderPart, units: number, at: Slot): Booking[] {
  const { total: revenue, tax = 0, shipping = 0, lines } = order;
  const discounts = sum(lines, ({ discount = 0 }) => discount);
  return [
    ...ofOrder(order, at, { revenue, tax, shipping, discounts, unitsSold: units, paidOrders: 1 }),
    ...ofLines(order, at, (line) => ({
      revenue: line.amount,
      tax: line.tax ?? 0,
      discounts: line.discount ?? 0,
      unitsSold: line.quantity,
      paidOrders: 1,
    })),
  ];
}

/** What nobody paid in time counts by itself too, with what it would have brought. */
function ofCancelled({ order, unpaid }: OrderFact, at: Slot): Booking[] {
  const count = (unpaidAmount: number): Amounts =>
    unpaid ? { cancelled: 1, unpaidExpired: 1, unpaidAmount } : { cancelled: 1 };
  return [...ofOrder(order, at, count(order.total)), ...ofLines(order, at, ({ amount }) => count(amount))];
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

const sum = (lines: readonly Line[], of: (line: Line) => number): number =>
  lines.reduce((all, line) => all + of(line), 0);

/** Units that came back, by the hour in which they did. */
function ofReturned({ order, returned = [] }: OrderFact, at: Slot): Booking[] {
  const lines = order.lines.flatMap((line) => {
    const quantity = returned
      .filter(({ productId }) => productId === line.productId)
      .reduce((all, units) => all + units.quantity, 0);
    return quantity > 0 ? [{ ...line, quantity }] : [];
  });
  const units = sum(lines, ({ quantity }) => quantity);
  return [
    ...ofOrder(order, at, { returnedUnits: units }),
    ...ofLines({ ...order, lines }, at, ({ quantity }) => ({ returnedUnits: quantity })),
  ];
}

/** What stands for the city of an order of which none is told. */
const NO_CITY = '-';

const ofOrder = (
  { region, city = NO_CITY, paymentMethod }: OrderPart,
  slot: Slot,
  amounts: Amounts,
): Booking[] => [
  booking('total', WHOLE, slot, amounts),
  booking('region', region, slot, amounts),
  booking('city', cityOf(region, city), slot, amounts),
  booking('paymentMethod', paymentMethod, slot, amounts),
  booking('region+paymentMethod', pairOf(region, paymentMethod), slot, amounts),
];

function ofLines(
  { lines, region, paymentMethod }: OrderPart,
  slot: Slot,
  count: (line: Line) => Amounts,
): Booking[] {
  const products = lines.map((line): Booking => {
    const { productId, title, category } = line;
    return { ...booking('product', productId, slot, count(line)), label: { title, category } };
  });
  const byCategory = Map.groupBy(lines, ({ category }) => category);
  const categories = [...byCategory].flatMap(([category, [first, ...more]]) => {
    const whole = more.reduce<Line | undefined>((sum, line) => sum && added(sum, line), first);
    const amounts = whole === undefined ? {} : count(whole);
    return [
      booking('category', category, slot, amounts),
      booking('category+region', pairOf(category, region), slot, amounts),
      booking('category+paymentMethod', pairOf(category, paymentMethod), slot, amounts),
    ];
  });
  return [...products, ...categories];
}

const added = (a: Line, b: Line): Line => ({
  ...a,
  quantity: a.quantity + b.quantity,
  amount: a.amount + b.amount,
  tax: (a.tax ?? 0) + (b.tax ?? 0),
  discount: (a.discount ?? 0) + (b.discount ?? 0),
});

const booking = (dimension: Dimension, value: string, slot: Slot, amounts: Amounts): Booking => ({
  dimension,
  value,
  slot,
  amounts,
});
