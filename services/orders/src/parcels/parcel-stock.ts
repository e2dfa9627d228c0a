import { type Sku, skuOf } from '@cartless/domain';
import type { OrderSide } from '../ordering/order-change.ts';
import type { Draw, Order } from '../ordering/order.ts';
import { heldBy } from '../stock/held-units.ts';
import type { ParcelItem } from './parcel.ts';
import { itemsIn, less } from './parcel-units.ts';

/** From which buckets units of each product or variant are to come. */
export type Draws = ReadonlyMap<Sku, readonly Draw[]>;

/**
 * The shelf gives what leaves by a change, and gets what comes back by it: as many units as the order then holds more, or fewer.
 * @param draws where units are taken from that leave; from where the first came, when it is left out
 */
export const shelfMoves = (before: Order, after: Order, draws?: Draws): OrderSide[] => [
  ...offTheShelf(before, leaving(before, after), draws),
  ...backOnTheShelf(before, after),
];

/** What comes back by a change is on the shelf again, in the buckets that it was drawn from. */
export const backOnTheShelf = (before: Order, after: Order): OrderSide[] =>
  unitsOf(before, leaving(after, before)).map((units) => ({ type: 'release-stock', ...units }) as const);

/** What leaves the shelf by a change; what comes back, when the change is told the other way round. */
export const leaving = (before: Order, after: Order): readonly ParcelItem[] =>
  itemsIn(less(heldBy(after), heldBy(before)));

const offTheShelf = (order: Order, items: readonly ParcelItem[], draws?: Draws): OrderSide[] =>
  unitsOf(order, items, draws).map((units) => ({ type: 'retake-stock', ...units }) as const);

/** What leaves, as far as there are units: `left` is all that the shelf holds of what it refused. */
export function asFarAsLeft(order: Order, items: readonly ParcelItem[], left: Draws): OrderSide[] {
  const scarce = summed(items.map((item) => ({ sku: skuOf(item), quantity: item.quantity })));
  return [
    ...offTheShelf(
      order,
      items.filter((item) => !left.has(skuOf(item))),
    ),
    ...scarce.flatMap(({ sku, quantity }) =>
      given(left.get(sku) ?? [], quantity).map((draw) => ({ type: 'retake-stock', sku, ...draw }) as const),
    ),
  ];
}

const unitsOf = (order: Order, items: readonly ParcelItem[], draws?: Draws) =>
  summed(items.map((item) => ({ sku: skuOf(item), quantity: item.quantity }))).flatMap(({ sku, quantity }) =>
    parts(draws?.get(sku) ?? drawsOf(order, sku), quantity).map((draw) => ({ sku, ...draw })),
  );

const drawsOf = ({ lines }: Order, sku: Sku): readonly Draw[] =>
  lines.find((line) => skuOf(line) === sku)?.draws ?? [];

type Units = Readonly<{ sku: Sku; quantity: number }>;

export const summed = (items: readonly Units[]): readonly Units[] =>
  [...Map.groupBy(items, ({ sku }) => sku)].map(([sku, same]) => ({
    sku,
    quantity: same.reduce((sum, { quantity }) => sum + quantity, 0),
  }));

/** So many units out of what several buckets gave; what they did not give comes from the first. */
function parts(draws: readonly Draw[], quantity: number): readonly Draw[] {
  const taken = given(draws, quantity);
  const left = taken.reduce((rest, draw) => rest - draw.quantity, quantity);
  return left > 0 ? [...taken, { bucket: draws[0]?.bucket ?? 0, quantity: left }] : taken;
}

/** So many units out of several buckets, or all that they have. */
function given(draws: readonly Draw[], quantity: number): readonly Draw[] {
  let left = quantity;
  return draws.flatMap((draw) => {
    const part = Math.min(left, draw.quantity);
    left -= part;
    return part > 0 ? [{ bucket: draw.bucket, quantity: part }] : [];
  });
}
