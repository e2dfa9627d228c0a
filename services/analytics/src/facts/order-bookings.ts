import type { Amounts } from '../roll-ups/counter.ts';
import { type Dimension, WHOLE } from '../roll-ups/dimension.ts';
import type { Line, OrderFact, OrderPart } from './fact.ts';
import { type Slot, slotOf } from '../calendar/slot.ts';
import type { Booking } from '../roll-ups/roll-up.ts';

/**
 * What a fact of an order adds to the books. It depends on the fact alone, so facts may come in any order:
 * placing counts orders and units by the hour of placing, payment counts revenue and the tax in it by the hour of payment, a refund is
 * booked by its own hour and once more by the hour of placing, a dispute by the hour in which it was opened; what it costs is
 * booked as a refund. Products and categories get their lines' amounts; the
 * shipping fee and refunds belong to the order as a whole.
 */
export function orderBookings(fact: OrderFact): Booking[] {
  const { order } = fact;
  const units = order.lines.reduce((sum, { quantity }) => sum + quantity, 0);
  const at = slotOf(fact.at);
  switch (fact.kind) {
    case 'placed':
      return [
        ...ofOrder(order, at, { orders: 1, units }),
        ...ofLines(order, at, ({ quantity }) => ({ orders: 1, units: quantity })),
      ];
    case 'paid':
      return [
        ...ofOrder(order, at, { revenue: order.total, tax: order.tax ?? 0, paidOrders: 1 }),
        ...ofLines(order, at, ({ amount, tax = 0 }) => ({ revenue: amount, tax, paidOrders: 1 })),
      ];
    case 'cancelled':
      return [...ofOrder(order, at, { cancelled: 1 }), ...ofLines(order, at, () => ({ cancelled: 1 }))];
    case 'undelivered':
      return [...ofOrder(order, at, { undelivered: 1 }), ...ofLines(order, at, () => ({ undelivered: 1 }))];
    // When other parcels of the order arrived or are on their way, it is not cancelled by that.
    case 'given-up':
      return order.status === 'cancelled'
        ? [...ofOrder(order, at, { cancelled: 1 }), ...ofLines(order, at, () => ({ cancelled: 1 }))]
        : [];
    case 'refunded':
      return [
        ...ofOrder(order, at, { refunded: fact.refund ?? 0 }),
        ...ofOrder(order, slotOf(order.placedAt), { refundedByOrderDate: fact.refund ?? 0 }),
      ];
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
      return fact.reopened ? [] : ofOrder(order, at, { disputes: 1 });
    default:
      return [];
  }
}

/** Units that came back, by the hour in which they did. */
function ofReturned({ order, returned = [] }: OrderFact, at: Slot): Booking[] {
  const lines = order.lines.flatMap((line) => {
    const quantity = returned.reduce(
      (sum, units) => sum + (units.productId === line.productId ? units.quantity : 0),
      0,
    );
    return quantity > 0 ? [{ ...line, quantity }] : [];
  });
  const units = lines.reduce((sum, { quantity }) => sum + quantity, 0);
  return [
    ...ofOrder(order, at, { returnedUnits: units }),
    ...ofLines({ ...order, lines }, at, ({ quantity }) => ({ returnedUnits: quantity })),
  ];
}

const ofOrder = ({ region, paymentMethod }: OrderPart, slot: Slot, amounts: Amounts): Booking[] => [
  { dimension: 'total', value: WHOLE, slot, amounts },
  { dimension: 'region', value: region, slot, amounts },
  { dimension: 'paymentMethod', value: paymentMethod, slot, amounts },
];

function ofLines({ lines }: OrderPart, slot: Slot, count: (line: Line) => Amounts): Booking[] {
  const products = lines.map((line): Booking => {
    const { productId, title, category } = line;
    return { ...booking('product', productId, slot, count(line)), label: { title, category } };
  });
  const byCategory = Map.groupBy(lines, ({ category }) => category);
  const categories = [...byCategory].map(([category, [first, ...more]]) => {
    const whole = more.reduce<Line | undefined>((sum, line) => sum && added(sum, line), first);
    return booking('category', category, slot, whole === undefined ? {} : count(whole));
  });
  return [...products, ...categories];
}

const added = (a: Line, b: Line): Line => ({
  ...a,
  quantity: a.quantity + b.quantity,
  amount: a.amount + b.amount,
  tax: (a.tax ?? 0) + (b.tax ?? 0),
});

const booking = (dimension: Dimension, value: string, slot: Slot, amounts: Amounts): Booking => ({
  dimension,
  value,
  slot,
  amounts,
});
