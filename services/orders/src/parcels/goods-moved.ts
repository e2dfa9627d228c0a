import { named, type ProductId, sellableOf, type Sku, skuOf } from '@cartless/domain';
import type { OrderChange } from '../ordering/order-change.ts';
import type { Order } from '../ordering/order.ts';
import type { OrderParcel, ParcelItem, ParcelPart } from './parcel.ts';
import { itemsOf } from './parcel-units.ts';

type Notes = Pick<ParcelPart, 'decided' | 'restock' | 'taken'>;

/** What units of a parcel are on the shelf more than when they were sold, or less, when others went out in their place. */
const moved = ({ decided, restock, taken }: Notes): number => {
  const isBack = restock === 'done' && (decided === 'refund' || taken === true);
  return Number(isBack) - Number(taken === true);
};

const movedOf = (order: Order, parcel: OrderParcel): readonly (readonly [ParcelItem, number])[] => [
  ...itemsOf(order, parcel).map((item) => [item, moved(parcel) * item.quantity] as const),
  ...(parcel.parts ?? []).flatMap((part) =>
    part.items.map((item) => [item, moved(part) * item.quantity] as const),
  ),
];

/** What parcels brought back to the shelf and took from it besides what was sold. As long as cash is not paid, nothing is sold. */
function movedGoods(order: Order): ReadonlyMap<Sku, number> {
  const isSold = order.paymentMethod === 'card' || order.captures.length > 0;
  const units = new Map<Sku, number>();
  if (!isSold) return units;
  for (const [item, quantity] of order.parcels.flatMap((parcel) => movedOf(order, parcel))) {
    units.set(skuOf(item), (units.get(skuOf(item)) ?? 0) + quantity);
  }
  return units;
}

/** A change that also tells what it brings back to the shelf, or takes from it, for its parcels. */
export function tellingGoods<C extends OrderChange>(before: Order, change: C, at: number): C {
  const [was, is] = [movedGoods(before), movedGoods(change.state)];
  const differs = [...new Set([...was.keys(), ...is.keys()])]
    .map((sku) => ({ ...named(sellableOf<ProductId>(sku)), units: (is.get(sku) ?? 0) - (was.get(sku) ?? 0) }))
    .filter(({ units }) => units !== 0);
  if (differs.length === 0) return change;
  return { ...change, facts: [...(change.facts ?? []), { type: 'goods-reshelved', at, moved: differs }] };
}
