import { named, type ShipmentId, skuOf } from '@cartless/domain';
import { stillOut, unitsOf } from '../returning/came-back.ts';
import type { ReturnedUnits } from '../returning/returned-units.ts';
import { newParcel } from '../shipments/new-shipment.ts';
import type { ParcelLine, Shipment, ShipmentFact, ShipmentSide } from '../shipments/shipment.ts';
import type { ShippingRules } from '../shipments/shipping-rules.ts';
import type { Resent } from './reship-state.ts';

type Again = Readonly<{
  id: ShipmentId;
  lines: readonly ParcelLine[];
  mark: Pick<Resent, 'event' | 'key' | 'body'>;
}>;

/**
 * Some of what was in a parcel, or all of it, goes again in a new one, which is made in the same write. What goes again is not
 * out any more, so each unit does once; a parcel of which nothing is left is replaced.
 */
export function sendLines(
  before: Shipment,
  { id: replacement, lines, mark }: Again,
  rules: ShippingRules,
  now: Date,
): Readonly<{ state: Shipment; also: readonly ShipmentSide[]; again: readonly ParcelLine[] | undefined }> {
  const { orderId, orderNumber, userId, orderedAt, locale, address } = before;
  const items = lines.map((line) => ({ ...named(line), quantity: line.quantity }));
  const state: Shipment = {
    ...before,
    resent: [...(before.resent ?? []), { parcel: replacement, items, ...mark }],
  };
  const isAll = stillOut(state).length === 0;
  const isLess = countOf(lines) < countOf(before.lines);
  const content = { id: replacement, orderId, orderNumber, userId, orderedAt, locale, address, lines };
  const parcel = {
    ...newParcel(content, rules, now),
    ...inPlaceOf(before),
    ...(!isAll && { some: true as const }),
    ...((before.part || isLess) && { part: true as const }),
  };
  return {
    state: isAll ? { ...state, replacedBy: replacement } : state,
    also: [{ type: 'make-parcel', parcel }],
    again: isLess ? lines : undefined,
  };
}

/** In whose place a parcel is sent, and in that of which one this one was. */
export const inPlaceOf = ({ id, replaces, origin = replaces ?? id }: Shipment) => ({ replaces: id, origin });

/** What tells that some of a parcel goes again, or all that was left of it. */
export const agreed = (
  { replacedBy }: Shipment,
  again: readonly ParcelLine[] | undefined,
  fact: Readonly<{ at: string; reason: string; replacement: ShipmentId; ordered?: true }>,
): ShipmentFact =>
  again && replacedBy === undefined
    ? { type: 'partial-reship-approved', ...fact, again }
    : { type: 'reship-approved', ...fact, ...(again && { again }) };

/** The lines of what is still out of a parcel, for so many units of each; as many as there are. */
export function linesFor(parcel: Shipment, items: readonly ReturnedUnits[]): readonly ParcelLine[] {
  const wanted = unitsOf(items);
  return stillOut(parcel).flatMap((line) => {
    const quantity = Math.min(line.quantity, wanted.get(skuOf(line)) ?? 0);
    return quantity > 0 ? [{ ...line, quantity }] : [];
  });
}

const countOf = (lines: readonly ParcelLine[]): number =>
  lines.reduce((sum, { quantity }) => sum + quantity, 0);
