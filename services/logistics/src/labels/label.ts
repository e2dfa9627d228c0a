import { afterNews, notDue, type PollRules } from '../scheduler/due-work.ts';
import { eraseIfWanted } from '../erasure/erasure.ts';
import { isHeld, refuseHeld } from '../holds/hold.ts';
import { ShipmentCannotBeDispatched } from '../shipments/errors.ts';
import {
  type Booking,
  type Created,
  type Label,
  type Labelled,
  type Sent,
  type Shipment,
  type ShipmentChange,
  type Stopped,
  without,
} from '../shipments/shipment.ts';
import type { Problem } from '../shipments/problem.ts';

/** A parcel that has no label yet, and nothing speaks against sending it. */
export type WithoutLabel = (Created | Stopped) & Readonly<{ status: 'created' | 'exception'; label?: never }>;

/** Whether a label may be bought. */
export const wantsLabel = (shipment: Shipment): shipment is WithoutLabel =>
  shipment.label === undefined &&
  (shipment.status === 'created' || shipment.status === 'exception') &&
  !isHeld(shipment);

/** A label was bought. With `dispatch` the parcel counts as handed over at once. */
export function withLabel(
  before: WithoutLabel,
  label: Label,
  dispatch: boolean,
  now: Date,
  rules: PollRules,
): ShipmentChange {
  const at = now.toISOString();
  const { dispatchedAt: _, ...kept } = without(before, 'problem');
  const labelled = { ...kept, label, statusAt: at, checkedAt: at };
  const shipment: Labelled | Sent = dispatch
    ? { ...labelled, status: 'dispatched', dispatchedAt: at, handedOver: true }
    : { ...labelled, status: 'label-bought' };
  return {
    state: afterNews(eraseIfWanted(shipment, at), now, rules),
    facts: [
      { type: 'label-bought', at },
      ...(dispatch ? [{ type: 'shipment-dispatched', at } as const] : []),
    ],
  };
}

/** The carrier said no, and would say no again: a person has to look. */
export function withoutLabel(before: WithoutLabel, problem: Problem): ShipmentChange {
  const { at } = problem;
  const state: Stopped = {
    ...without(notDue(before), 'booking'),
    problem,
    status: 'exception',
    statusAt: at,
  };
  return { state, facts: before.status === 'exception' ? [] : [{ type: 'shipment-exception', at }] };
}

const isBookedAs = ({ booking }: Shipment, { provider, ref }: Booking): boolean =>
  booking?.provider === provider && booking.ref === ref;

/** A label is about to be bought. Undefined when somebody else is about it, or nobody wants one any more. */
export const withBooking = (before: Shipment, booking: Booking): ShipmentChange | undefined =>
  before.booking === undefined && wantsLabel(before) ? { state: { ...before, booking } } : undefined;

/** The same label is about to be asked for again. Undefined when the parcel is not booked so any more. */
export const withAnotherTry = (before: Shipment, booking: Booking): ShipmentChange | undefined =>
  before.booking !== undefined && isBookedAs(before, booking)
    ? { state: { ...before, booking: { ...before.booking, again: (before.booking.again ?? 0) + 1 } } }
    : undefined;

/** Nobody was asked for the label. Undefined when anything happened since the booking was stored: then somebody may have been. */
export const withoutBooking = (before: Shipment, booked: Shipment): ShipmentChange | undefined =>
  before.version === booked.version ? { state: without(before, 'booking') } : undefined;

type Sold = Readonly<{ booking: Booking; label: Label }>;

/**
 * A label was bought. A parcel that was cancelled meanwhile keeps it to give it back; one that is booked elsewhere by now does not
 * take it.
 */
export function takeLabel(
  before: Shipment,
  { booking, label }: Sold,
  dispatch: boolean,
  now: Date,
  rules: PollRules,
): ShipmentChange | undefined {
  if (before.booking !== undefined && !isBookedAs(before, booking)) return undefined;
  const known = before.booking ?? booking;
  if (wantsLabel(before)) return withLabel({ ...before, booking: known }, label, dispatch, now, rules);
  if (before.status !== 'cancelled' || before.label !== undefined) return undefined;
  const at = now.toISOString();
  return {
    state: { ...without(before, 'voidedAt'), booking: known, label, dueAt: at },
    facts: [{ type: 'label-bought', at }],
  };
}

/** Whether a label that was bought is not the parcel's own. */
export const isStray = (shipment: Shipment, { booking, label }: Sold): boolean =>
  (shipment.booking !== undefined && !isBookedAs(shipment, booking)) ||
  (shipment.label !== undefined && shipment.label.trackingNumber !== label.trackingNumber);

/** The parcel is handed over to the carrier. @throws AppError SHIPMENT_CANNOT_BE_DISPATCHED, SHIPMENT_HELD, SHIPMENT_ACCOUNT_HELD */
export function dispatch(before: Shipment, now: Date, rules: PollRules): ShipmentChange {
  refuseHeld(before);
  if (before.status !== 'label-bought')
    throw ShipmentCannotBeDispatched({ details: { shipmentStatus: before.status } });
  const at = now.toISOString();
  const sent: Sent = { ...before, status: 'dispatched', statusAt: at, dispatchedAt: at, handedOver: true };
  return { state: afterNews(sent, now, rules), facts: [{ type: 'shipment-dispatched', at }] };
}
