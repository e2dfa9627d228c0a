import type { ShipmentId, Sku } from '@cartless/domain';
import {
  ReshipAlreadyOpen,
  ReshipAlreadyReplaced,
  ReshipItemsGone,
  ReshipItemsUnknown,
  ReshipNotPossible,
  ReshipNotRequested,
} from './errors.ts';
import { stillOut, unitsOf } from '../returning/came-back.ts';
import type { ParcelLine, Shipment, ShipmentChange } from '../shipments/shipment.ts';
import { agreed, linesFor, sendLines } from './resent.ts';
import type { Reship, ReshipItem, ReshipWish } from './reship-state.ts';
import type { ShippingRules } from '../shipments/shipping-rules.ts';

/** The shopper asks. @throws AppError when the parcel never left, is replaced, erased, asked about already, or held other things */
export function requestReship(
  before: Shipment,
  wish: ReshipWish,
  by: 'shopper' | 'staff',
  now: Date,
): ShipmentChange {
  if (before.replacedBy !== undefined) throw ReshipAlreadyReplaced();
  if (before.reship?.state === 'requested') throw ReshipAlreadyOpen();
  if (before.dispatchedAt === undefined || before.status === 'cancelled') {
    throw ReshipNotPossible({ details: { shipmentStatus: before.status } });
  }
  refuseErased(before);
  replacementLines(before, wish.items);
  const at = now.toISOString();
  const reship: Reship = { ...wish, state: 'requested', requestedAt: at };
  return {
    state: { ...before, reship },
    facts: [
      { type: 'reship-requested', at, reason: wish.reason, by, ...(wish.items && { wanted: wish.items }) },
    ],
  };
}

/** The administrator agrees: the new parcel is made in the same write. @throws AppError RESHIP_NOT_REQUESTED, RESHIP_NOT_POSSIBLE */
export function approveReship(
  before: Shipment,
  replacementId: ShipmentId,
  rules: ShippingRules,
  now: Date,
): ShipmentChange {
  const { reship } = before;
  if (reship?.state !== 'requested') throw ReshipNotRequested();
  refuseErased(before);
  const at = now.toISOString();
  const lines = replacementLines(before, reship.items);
  const { key, body } = reship;
  const mark = { ...(key !== undefined && { key }), ...(body !== undefined && { body }) };
  const { state, also, again } = sendLines(before, { id: replacementId, lines, mark }, rules, now);
  return {
    state: { ...state, reship: { ...reship, state: 'approved', decidedAt: at } },
    facts: [agreed(state, again, { at, reason: reship.reason, replacement: replacementId })],
    also,
  };
}

/** The administrator refuses; the shopper may ask again. @throws AppError RESHIP_NOT_REQUESTED */
export function rejectReship(before: Shipment, refusal: string, now: Date): ShipmentChange {
  if (before.reship?.state !== 'requested') throw ReshipNotRequested();
  const at = now.toISOString();
  const reship: Reship = { ...before.reship, state: 'rejected', decidedAt: at, refusal };
  return {
    state: { ...before, reship },
    facts: [{ type: 'reship-rejected', at, ...(reship.items && { wanted: reship.items }) }],
  };
}

/** Whether its shopper is gone. */
export const isErased = ({ erasure, erasedAt }: Shipment): boolean =>
  erasure !== undefined || erasedAt !== undefined;

/** Nobody knows any more where it would go; and what is written now, nothing would erase. */
function refuseErased(shipment: Shipment): void {
  if (isErased(shipment)) throw ReshipNotPossible({ details: { shipmentStatus: 'erased' } });
}

/** @throws AppError RESHIP_NOT_POSSIBLE when the money of it is back; RESHIP_ITEMS_UNKNOWN when the parcel held less */
function replacementLines(parcel: Shipment, items: readonly ReshipItem[] | undefined): readonly ParcelLine[] {
  if (parcel.givenUpAt !== undefined) throw ReshipNotPossible({ details: { shipmentStatus: 'refunded' } });
  const lines = stillOut(parcel);
  const wanted = unitsOf(items ?? lines);
  const sent = unitsOf(parcel.lines);
  const wrong = [...wanted].filter(([sku, quantity]) => quantity > (sent.get(sku) ?? 0));
  if (wrong.length > 0)
    throw ReshipItemsUnknown({ details: { products: wrong.map(([sku]) => sku).join(', ') } });
  const out = unitsOf(lines);
  const gone = [...wanted].filter(([sku, quantity]) => quantity > (out.get(sku) ?? 0));
  if (gone.some(([sku]) => goesAgain(parcel, sku)))
    throw ReshipItemsGone({ details: { products: gone.map(([sku]) => sku).join(', ') } });
  if (gone.length > 0 || wanted.size === 0)
    throw ReshipNotPossible({ details: { shipmentStatus: 'returned' } });
  return linesFor(parcel, items ?? lines);
}

const goesAgain = ({ resent = [] }: Shipment, sku: Sku): boolean =>
  unitsOf(resent.flatMap(({ items }) => items)).has(sku);
