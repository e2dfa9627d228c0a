import { type Sku, skuOf } from '@cartless/domain';
import type { OrderSide } from '../ordering/order-change.ts';
import type { Draw, Order } from '../ordering/order.ts';
import type { ParcelItem } from './parcel.ts';

/** From which buckets units of each product or variant are to come. */
export type Draws = ReadonlyMap<Sku, readonly Draw[]>;

/** Goods that came back are on the shelf again, in the buckets that they were drawn from. */
export const onTheShelf = (order: Order, items: readonly ParcelItem[]): OrderSide[] =>
  unitsOf(order, items).map((units) => ({ type: 'release-stock', ...units }) as const);

/** Goods that are sent once more leave the shelf. */
export const offTheShelf = (order: Order, items: readonly ParcelItem[], draws?: Draws): OrderSide[] =>
  unitsOf(order, items, draws).map((units) => ({ type: 'retake-stock', ...units }) as const);

/** The same as far as there are units: `left` is all that the shelf holds of what it refused. */
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
