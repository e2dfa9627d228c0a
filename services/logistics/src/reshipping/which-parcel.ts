import type { Sku } from '@cartless/domain';
import { stillOut, unitsOf } from '../returning/came-back.ts';
import type { ReturnedUnits } from '../returning/returned-units.ts';
import type { Shipment } from '../shipments/shipment.ts';
import { currentParcel } from '../tracking/tracking-view.ts';
import type { ReshipReason, ReshipWish } from './reship-state.ts';

/**
 * The parcel of an order of which some items are to go again: one that left and still has them out. Of several it is the one
 * that the reason speaks of, then the newest. Without items, and when no parcel has them all, the one that the shopper waits for.
 */
export function heldIn(
  parcels: readonly Shipment[],
  { items, reason }: Pick<ReshipWish, 'items' | 'reason'>,
): Shipment | undefined {
  const able = items === undefined ? [] : parcels.filter((parcel) => holds(parcel, items));
  const [best] = able.toSorted(
    (a, b) => Number(isMeant(b, reason)) - Number(isMeant(a, reason)) || b.id.localeCompare(a.id),
  );
  return best ?? had(parcels, items) ?? currentParcel(parcels);
}

const left = ({ dispatchedAt, status }: Shipment): boolean =>
  dispatchedAt !== undefined && status !== 'cancelled';

const covers = (units: ReadonlyMap<Sku, number>, items: readonly ReturnedUnits[]): boolean =>
  [...unitsOf(items)].every(([sku, quantity]) => quantity <= (units.get(sku) ?? 0));

const holds = (parcel: Shipment, items: readonly ReturnedUnits[]): boolean =>
  left(parcel) && parcel.givenUpAt === undefined && covers(unitsOf(stillOut(parcel)), items);

/** The parcel that had them once can say what became of them. */
const had = (parcels: readonly Shipment[], items: readonly ReturnedUnits[] | undefined) =>
  items && parcels.findLast((parcel) => left(parcel) && covers(unitsOf(parcel.lines), items));

/** What is damaged or wrong has arrived; what is lost has not. */
const isMeant = ({ status }: Shipment, reason: ReshipReason): boolean =>
  (status === 'delivered') === (reason !== 'lost');
