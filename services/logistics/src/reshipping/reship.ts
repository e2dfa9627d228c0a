import { type ShipmentId, skuOf } from '@cartless/domain';
import {
  ReshipAlreadyOpen,
  ReshipAlreadyReplaced,
  ReshipItemsUnknown,
  ReshipNotPossible,
  ReshipNotRequested,
} from './errors.ts';
import { stillOut, unitsOf } from '../returning/came-back.ts';
import { newParcel } from '../shipments/new-shipment.ts';
import type { ParcelLine, Shipment, ShipmentChange } from '../shipments/shipment.ts';
import type { Reship, ReshipItem, ReshipWish } from './reship-state.ts';
import type { ShippingRules } from '../shipments/shipping-rules.ts';

/** The shopper asks. @throws AppError when the parcel never left, is replaced, erased, asked about already, or held other things */
export function requestReship(before: Shipment, wish: ReshipWish, now: Date): ShipmentChange {
  if (before.replacedBy !== undefined) throw ReshipAlreadyReplaced();
  if (before.reship?.state === 'requested') throw ReshipAlreadyOpen();
  if (before.dispatchedAt === undefined || before.status === 'cancelled') {
    throw ReshipNotPossible({ details: { status: before.status } });
  }
  refuseErased(before);
  replacementLines(before, wish.items);
  const at = now.toISOString();
  const reship: Reship = { ...wish, state: 'requested', requestedAt: at };
  return { state: { ...before, reship }, facts: [{ type: 'reship-requested', at, reason: wish.reason }] };
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
  const { id, orderId, orderNumber, userId, orderedAt, locale, address } = before;
  const content = { id: replacementId, orderId, orderNumber, userId, orderedAt, locale, address, lines };
  const isLess = countOf(lines) < countOf(before.lines);
  const part = before.part || reship.items !== undefined || isLess;
  const replacement = {
    ...newParcel(content, rules, now),
    replaces: id,
    ...(part && { part: true as const }),
  };
  return {
    state: {
      ...before,
      replacedBy: replacementId,
      reship: { ...reship, state: 'approved', decidedAt: at },
    },
    facts: [{ type: 'reship-approved', at, reason: reship.reason, ...(isLess && { again: lines }) }],
    also: [{ type: 'make-parcel', parcel: replacement }],
  };
}

/** The administrator refuses; the shopper may ask again. @throws AppError RESHIP_NOT_REQUESTED */
export function rejectReship(before: Shipment, refusal: string, now: Date): ShipmentChange {
  if (before.reship?.state !== 'requested') throw ReshipNotRequested();
  const at = now.toISOString();
  const reship: Reship = { ...before.reship, state: 'rejected', decidedAt: at, refusal };
  return { state: { ...before, reship }, facts: [{ type: 'reship-rejected', at }] };
}

/** Whether its shopper is gone. */
export const isErased = ({ erasure, erasedAt }: Shipment): boolean =>
  erasure !== undefined || erasedAt !== undefined;

/** Nobody knows any more where it would go; and what is written now, nothing would erase. */
function refuseErased(shipment: Shipment): void {
  if (isErased(shipment)) throw ReshipNotPossible({ details: { status: 'erased' } });
}

/** @throws AppError RESHIP_NOT_POSSIBLE when the money of it is back; RESHIP_ITEMS_UNKNOWN when the parcel held less */
function replacementLines(parcel: Shipment, items: readonly ReshipItem[] | undefined): readonly ParcelLine[] {
  if (parcel.givenUpAt !== undefined) throw ReshipNotPossible({ details: { status: 'refunded' } });
  const lines = stillOut(parcel);
  const wanted = unitsOf(items ?? lines);
  const sent = unitsOf(parcel.lines);
  const wrong = [...wanted].filter(([sku, quantity]) => quantity > (sent.get(sku) ?? 0));
  if (wrong.length > 0)
    throw ReshipItemsUnknown({ details: { products: wrong.map(([sku]) => sku).join(', ') } });
  const out = new Map(lines.map((line) => [skuOf(line), line]));
  const isBack = [...wanted].some(([sku, quantity]) => quantity > (out.get(sku)?.quantity ?? 0));
  if (isBack || wanted.size === 0) throw ReshipNotPossible({ details: { status: 'returned' } });
  return [...wanted].flatMap(([sku, quantity]) => {
    const line = out.get(sku);
    return line === undefined ? [] : [{ ...line, quantity }];
  });
}

const countOf = (lines: readonly ParcelLine[]): number =>
  lines.reduce((sum, { quantity }) => sum + quantity, 0);
