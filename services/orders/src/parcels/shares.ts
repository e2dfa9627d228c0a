import type { Order } from '../ordering/order.ts';
import type { Waiting } from './order-parcel.ts';
import { UndeliveredItemsUnknown } from './errors.ts';
import type { OrderParcel, Outcome, ParcelItem, ParcelPart } from './parcel.ts';
import { atMost, covers, itemsIn, itemsOf, less, type Units, unitsOf } from './parcel-units.ts';

/** Units of a parcel that did not arrive, and what becomes of them; `whole` when that is all that is in it. */
export type Share = Readonly<{
  parcel: OrderParcel;
  items: readonly ParcelItem[];
  outcome: Outcome;
  whole: boolean;
}>;

/**
 * What becomes of all that waits: the named units get the outcome, what was not named gets the other one. Without names all of it
 * gets the outcome.
 * @throws AppError UNDELIVERED_ITEMS_UNKNOWN when less of it waits
 */
export function sharesOf(
  order: Order,
  waiting: readonly Waiting[],
  outcome: Outcome,
  named: readonly ParcelItem[] | undefined,
): readonly Share[] {
  const other = outcome === 'refund' ? 'reship' : 'refund';
  let wanted = named && unitsOf(named);
  const shares = waiting.flatMap(({ parcel, left }) => {
    const open = unitsOf(left);
    const chosen: Units = wanted ? atMost(open, wanted) : open;
    wanted &&= less(wanted, chosen);
    return [
      share(order, parcel, itemsIn(chosen), outcome),
      share(order, parcel, itemsIn(less(open, chosen)), other),
    ].filter(({ items }) => items.length > 0);
  });
  if (wanted && wanted.size > 0)
    throw UndeliveredItemsUnknown({ details: { products: [...wanted.keys()].join(', ') } });
  return shares;
}

const share = (order: Order, parcel: OrderParcel, items: readonly ParcelItem[], outcome: Outcome): Share => ({
  parcel,
  items,
  outcome,
  whole: parcel.parts === undefined && covers(unitsOf(items), unitsOf(itemsOf(order, parcel))),
});

/** What is noted of a share: on its parcel, or as a part of it. */
export type Noted = Pick<ParcelPart, 'decided' | 'restock' | 'taken'>;

export const withShare = (parcel: OrderParcel, { items, whole }: Share, noted: Noted): OrderParcel =>
  whole ? { ...parcel, ...noted } : { ...parcel, parts: [...(parcel.parts ?? []), { items, ...noted }] };
