import { named, type ProductId, type ShipmentId, type Sku, sellableOf, skuOf } from '@cartless/domain';
import type { Order } from '../ordering/order.ts';
import type { OrderParcel, ParcelItem, ParcelPart } from './parcel.ts';

/** So many units of each product or variant; what is not in it is none. */
export type Units = ReadonlyMap<Sku, number>;

const NONE: Units = new Map();

export const unitsOf = (items: readonly ParcelItem[]): Units =>
  items.reduce(
    (all, item) => all.set(skuOf(item), (all.get(skuOf(item)) ?? 0) + item.quantity),
    new Map<Sku, number>(),
  );
export const itemsIn = (units: Units): readonly ParcelItem[] =>
  [...units].map(([sku, quantity]) => ({ ...named(sellableOf<ProductId>(sku)), quantity }));

const zipped = (a: Units, b: Units, count: (a: number, b: number) => number): Units =>
  new Map(
    [...new Set([...a.keys(), ...b.keys()])]
      .map((sku) => [sku, count(a.get(sku) ?? 0, b.get(sku) ?? 0)] as const)
      .filter(([, quantity]) => quantity > 0),
  );
export const plus = (a: Units, b: Units): Units => zipped(a, b, (x, y) => x + y);
export const less = (a: Units, b: Units): Units => zipped(a, b, (x, y) => x - y);
export const atMost = (a: Units, b: Units): Units => zipped(a, b, Math.min);
export const covers = (a: Units, b: Units): boolean => less(b, a).size === 0;
export const areSame = (a: Units, b: Units): boolean => covers(a, b) && covers(b, a);

/** What is in a parcel. */
export const itemsOf = (order: Order, { items }: OrderParcel): readonly ParcelItem[] =>
  items ?? order.lines.map((line) => ({ ...named(line), quantity: line.quantity }));

const inside = (order: Order, parcel: OrderParcel): Units => unitsOf(itemsOf(order, parcel));

/**
 * The parcel in whose place one was sent; while that was not heard of, the first of those that were sent in each other's place, for
 * what is in it is of that.
 */
export const predecessorOf = (
  { parcels }: Order,
  { replaces, origin }: OrderParcel,
): OrderParcel | undefined => {
  const heard = (id: ShipmentId | undefined) =>
    id === undefined ? undefined : parcels.find(({ shipmentId }) => shipmentId === id);
  return heard(replaces) ?? heard(origin);
};

/** A part of a parcel, and the parcel in which it is sent again when that was heard of. */
type Way = Readonly<{ part: ParcelPart; other?: OrderParcel }>;
type Ways = Readonly<{
  parts: readonly Way[];
  /** What is in no part. */
  left: Units;
  /** The parcels in which all of it is sent again. */
  whole: readonly OrderParcel[];
}>;

/**
 * The ways that the units of a parcel go, from what was decided and from the parcels that were heard of, whichever came first. A
 * parcel that replaces it is the one of a part, or has all of it; of one that nobody told of it takes what is left.
 */
export function waysOf(order: Order, parcel: OrderParcel): Ways {
  const parts: Way[] = (parcel.parts ?? []).map((part) => ({ part }));
  const whole: OrderParcel[] = [];
  const leftOf = () =>
    parts.reduce((left, { part }) => less(left, unitsOf(part.items)), inside(order, parcel));
  const others = order.parcels
    .filter((other) => predecessorOf(order, other)?.shipmentId === parcel.shipmentId)
    .toSorted((a, b) => a.shipmentId.localeCompare(b.shipmentId));
  const { decided = 'reship' } = parcel;
  const isOpen = ({ part, other }: Way) => part.decided !== 'refund' && part.by === undefined && !other;
  for (const other of others) {
    const units = inside(order, other);
    // While the parcel of a part was not heard of, what was sent in its place stands for it.
    const own = parts.findIndex(
      ({ part: { by } }) => by !== undefined && (by === other.shipmentId || by === other.replaces),
    );
    const alike = parts.findIndex((way) => isOpen(way) && areSame(unitsOf(way.part.items), units));
    const place = own >= 0 ? own : alike;
    const way = parts[place];
    if (way) parts[place] = { ...way, other };
    else if (parts.length === 0 && covers(units, inside(order, parcel))) whole.push(other);
    else {
      const items = itemsIn(atMost(units, leftOf()));
      if (items.length > 0) parts.push({ part: { items, decided, by: other.shipmentId }, other });
    }
  }
  return { parts, left: leftOf(), whole };
}

/** Adds up what is true of a parcel's units over it and all that is sent in its place. */
function along(
  order: Order,
  parcel: OrderParcel,
  own: (parcel: OrderParcel, ways: Ways) => Readonly<{ units: Units; ends?: boolean }>,
  depth = order.parcels.length,
): Units {
  const ways = waysOf(order, parcel);
  const { units, ends } = own(parcel, ways);
  if (ends || depth === 0) return units;
  const below = (other: OrderParcel) => along(order, other, own, depth - 1);
  const ofParts = ways.parts.reduce(
    (sum, { part, other }) => (other ? plus(sum, atMost(below(other), unitsOf(part.items))) : sum),
    NONE,
  );
  const ofWhole = ways.whole.reduce(
    (most, other) => zipped(most, atMost(below(other), ways.left), Math.max),
    NONE,
  );
  return atMost(plus(plus(units, ofParts), ofWhole), inside(order, parcel));
}

/** The units of a parcel that are with the shopper, whichever parcel brought them. */
const broughtOf = (order: Order, parcel: OrderParcel): Units =>
  along(order, parcel, ({ status, ...rest }) =>
    status === 'delivered' ? { units: inside(order, { status, ...rest }), ends: true } : { units: NONE },
  );

/** The units of a parcel whose money goes back instead, also when they turned up later. */
const paidBackOf = (order: Order, parcel: OrderParcel): Units =>
  along(order, parcel, ({ decided }, { parts, left }) => ({
    units: parts.reduce(
      (sum, { part }) => (part.decided === 'refund' ? plus(sum, unitsOf(part.items)) : sum),
      decided === 'refund' ? left : NONE,
    ),
  }));

/** The parcels that were not sent in the place of another one. */
const firsts = (order: Order): readonly OrderParcel[] =>
  order.parcels.filter((parcel) => predecessorOf(order, parcel) === undefined);

/** Never more than was bought: parcels of an earlier release do not say which was the first. */
const summed = (order: Order, of: (order: Order, parcel: OrderParcel) => Units): Units =>
  atMost(
    firsts(order).reduce((sum, parcel) => plus(sum, of(order, parcel)), NONE),
    unitsOf(order.lines),
  );

/** What arrived. */
export const brought = (order: Order): Units => summed(order, broughtOf);

/** What never arrives: its money went back, or is about to. */
export const givenUp = (order: Order): Units =>
  atMost(
    summed(order, (_, parcel) =>
      atMost(paidBackOf(order, parcel), less(inside(order, parcel), broughtOf(order, parcel))),
    ),
    less(unitsOf(order.lines), brought(order)),
  );

/** What was given up, also what turned up later: its money is back. Of an order that is paid at the door only what was not paid there. */
export const paidBack = (order: Order): Units =>
  order.paymentMethod === 'cod' ? givenUp(order) : summed(order, paidBackOf);
