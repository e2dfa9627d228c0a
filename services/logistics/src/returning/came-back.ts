import { named, type Sku, skuOf } from '@cartless/domain';
import type { ParcelLine, Shipment, ShipmentChange } from '../shipments/shipment.ts';
import type { ReturnedUnits } from './returned-units.ts';

export const unitsOf = (items: readonly ReturnedUnits[]): ReadonlyMap<Sku, number> =>
  items.reduce(
    (units, item) => units.set(skuOf(item), (units.get(skuOf(item)) ?? 0) + item.quantity),
    new Map<Sku, number>(),
  );

/** What of a parcel did neither come back nor goes again. (An earlier release noted only that it was replaced.) */
export function stillOut({ lines, back = [], resent = [], replacedBy }: Shipment): readonly ParcelLine[] {
  if (replacedBy !== undefined && resent.length === 0) return [];
  const units = unitsOf([...back, ...resent].flatMap(({ items }) => items));
  return lines.flatMap((line) => {
    const quantity = line.quantity - (units.get(skuOf(line)) ?? 0);
    return quantity > 0 ? [{ ...line, quantity }] : [];
  });
}

/** What an event told that came back of a parcel. */
export const toldBack = ({ back = [] }: Shipment, event: string): readonly ReturnedUnits[] =>
  back.find((told) => told.event === event)?.items ?? [];

/** Units came back, as many as were in the parcel. Undefined when none was, or the event is known. */
export function takeBack(
  before: Shipment,
  event: string,
  left: ReadonlyMap<Sku, number>,
): ShipmentChange | undefined {
  if (before.back?.some((told) => told.event === event)) return undefined;
  const items = stillOut(before).flatMap((line): ReturnedUnits[] => {
    const quantity = Math.min(line.quantity, left.get(skuOf(line)) ?? 0);
    return quantity > 0 ? [{ ...named(line), quantity }] : [];
  });
  if (items.length === 0) return undefined;
  return { state: { ...before, back: [...(before.back ?? []), { event, items }] } };
}
