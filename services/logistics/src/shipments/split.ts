import { type Sellable, type ShipmentId, type Sku, skuOf } from '@cartless/domain';
import { passesCustoms } from '../packing/customs.ts';
import { CannotBeSplit, CustomsNameAll, ItemsNotInParcel, ShipmentCannotBeDispatched } from './errors.ts';
import { measured, newParcel } from './new-shipment.ts';
import { type ParcelLine, type Shipment, type ShipmentChange } from './shipment.ts';
import type { ShippingRules } from './shipping-rules.ts';

export type SplitItem = Sellable & Readonly<{ quantity: number }>;

/**
 * Only some of what is in a parcel goes with it; the rest becomes a parcel of its own, in the same write. Undefined when that is
 * all that is in it.
 * @throws AppError SHIPMENT_CANNOT_BE_DISPATCHED when it left, ITEMS_NOT_IN_PARCEL, CANNOT_BE_SPLIT, CUSTOMS_NAME_ALL
 */
export function split(
  before: Shipment,
  items: readonly SplitItem[],
  nextId: ShipmentId,
  rules: ShippingRules,
  now: Date,
): ShipmentChange | undefined {
  const wanted = summed(items);
  const goes = before.lines.flatMap((line) => part(line, wanted.get(skuOf(line)) ?? 0));
  const stays = before.lines.flatMap((line) => part(line, line.quantity - (wanted.get(skuOf(line)) ?? 0)));
  const isWrong = [...wanted].some(
    ([sku, quantity]) => quantity > (before.lines.find((line) => skuOf(line) === sku)?.quantity ?? 0),
  );
  if (isWrong) throw ItemsNotInParcel();
  if (stays.length === 0) return undefined;
  const { status } = before;
  if (before.dispatchedAt !== undefined || !['created', 'label-bought', 'exception'].includes(status))
    throw ShipmentCannotBeDispatched({ details: { shipmentStatus: status } });
  if (isReplacement(before) || !knowsParts(before)) throw CannotBeSplit();
  if (before.booking !== undefined && passesCustoms(before.address.country, rules)) throw CustomsNameAll();
  const { orderId, orderNumber, userId, orderedAt, locale, address, addressChange, erasure, hold } = before;
  const rest = newParcel(
    { id: nextId, orderId, orderNumber, userId, orderedAt, locale, address, lines: stays },
    rules,
    now,
  );
  // A label that was booked was booked for the box and the weight of all of it.
  const { box: _box, ...unboxed } = before;
  const parcel = before.booking === undefined ? { ...unboxed, ...measured(goes, rules) } : before;
  return {
    state: {
      ...parcel,
      lines: goes,
      part: true,
      rests: [...(before.rests ?? []), nextId],
    },
    also: [
      {
        type: 'make-parcel',
        parcel: {
          ...rest,
          part: true,
          ...(addressChange !== undefined && { addressChange }),
          ...(erasure !== undefined && { erasure }),
          ...(hold && { hold }),
        },
      },
    ],
  };
}

/** What is sent for a parcel that did not arrive. (What goes to a new address takes the place of one that never left.) */
const isReplacement = ({ replaces, addressChange }: Shipment): boolean =>
  replaces !== undefined && addressChange === undefined;

/**
 * Whether orders takes a part for a part: a release that did not would think that all of the order had arrived. Every order that is
 * told of with its language is told by one that does.
 */
const knowsParts = ({ locale }: Shipment): boolean => locale !== undefined;

const part = (line: ParcelLine, quantity: number): ParcelLine[] =>
  quantity > 0 ? [{ ...line, quantity }] : [];

function summed(items: readonly SplitItem[]): ReadonlyMap<Sku, number> {
  const sums = new Map<Sku, number>();
  for (const item of items) sums.set(skuOf(item), (sums.get(skuOf(item)) ?? 0) + item.quantity);
  return sums;
}
