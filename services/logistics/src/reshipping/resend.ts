import type { ShipmentId } from '@cartless/domain';
import { stillOut } from '../returning/came-back.ts';
import type { ReturnedUnits } from '../returning/returned-units.ts';
import type { Shipment, ShipmentChange } from '../shipments/shipment.ts';
import type { ShippingRules } from '../shipments/shipping-rules.ts';
import { isErased } from './reship.ts';
import { agreed, linesFor, sendLines } from './resent.ts';

/** What the shop ordered to be sent again, and the event that told so. */
export type Ordered = Readonly<{ event: string; items?: readonly ReturnedUnits[] | undefined }>;

/**
 * The shop sends a parcel again that did not arrive, or some of it: its replacement is made in the same write, and an open wish of
 * the shopper is granted by it when nothing else is left. Undefined when that is done already, or the parcel has arrived after
 * all, or its money is back. Nobody knows any more where an erased parcel would go; that is told.
 */
export function resend(
  before: Shipment,
  { event, items }: Ordered,
  replacementId: ShipmentId,
  rules: ShippingRules,
  now: Date,
): ShipmentChange | undefined {
  if (before.status === 'delivered' || before.givenUpAt !== undefined) return undefined;
  if (before.resent?.some((one) => one.event === event)) return undefined;
  const lines = items ? linesFor(before, items) : stillOut(before);
  if (lines.length === 0) return undefined;
  const at = now.toISOString();
  if (isErased(before)) {
    return {
      state: before,
      facts: [{ type: 'reship-rejected', at, ordered: true, ...(items && { wanted: items }) }],
    };
  }
  const mark = { event };
  const { state, also, again } = sendLines(before, { id: replacementId, lines, mark }, rules, now);
  const { reship, replacedBy } = state;
  const isGranted = reship?.state === 'requested' && replacedBy !== undefined;
  return {
    state: { ...state, ...(isGranted && { reship: { ...reship, state: 'approved', decidedAt: at } }) },
    facts: [
      agreed(state, again, {
        at,
        reason: reship?.reason ?? 'undelivered',
        replacement: replacementId,
        ordered: true,
      }),
    ],
    also,
  };
}

/** The money goes back instead: nobody sends the parcel again. Undefined when that is known. */
export const giveUp = (before: Shipment, now: Date): ShipmentChange | undefined =>
  before.givenUpAt === undefined ? { state: { ...before, givenUpAt: now.toISOString() } } : undefined;
