import { afterNews, notDue, type PollRules } from './due-work.ts';
import { eraseIfWanted } from './erase.ts';
import { ShipmentCannotBeDispatched } from './errors.ts';
import type { Booking, Change, Label, Problem, Shipment } from './shipment.ts';
import { without } from './shipment.ts';

/** Whether a label may be bought: the parcel has none, and nothing speaks against sending it. */
export const wantsLabel = ({ status, label }: Shipment): boolean =>
  label === undefined && (status === 'created' || status === 'exception');

/** A label was bought. With `dispatch` the parcel counts as handed over at once. */
export function withLabel(
  before: Shipment,
  label: Label,
  dispatch: boolean,
  now: Date,
  rules: PollRules,
): Change {
  const at = now.toISOString();
  const status = dispatch ? 'dispatched' : 'label-bought';
  const shipment: Shipment = {
    ...without(before, 'problem'),
    label,
    status,
    statusAt: at,
    checkedAt: at,
    ...(dispatch && { dispatchedAt: at }),
  };
  return {
    shipment: afterNews(eraseIfWanted(shipment), now, rules),
    facts: dispatch ? ['shipment-dispatched'] : [],
  };
}

/** The carrier said no, and would say no again: a person has to look. */
export function withoutLabel(before: Shipment, problem: Problem): Change {
  const { booking: _, ...rest } = notDue(before);
  const told = before.status === 'exception';
  return {
    shipment: { ...rest, problem, status: 'exception', statusAt: problem.at },
    facts: told ? [] : ['shipment-exception'],
  };
}

export const withBooking = (before: Shipment, booking: Booking): Change => ({
  shipment: { ...before, booking },
  facts: [],
});

/** The parcel is handed over to the carrier. @throws AppError SHIPMENT_CANNOT_BE_DISPATCHED */
export function dispatch(before: Shipment, now: Date, rules: PollRules): Change {
  if (before.status !== 'label-bought')
    throw ShipmentCannotBeDispatched({ details: { status: before.status } });
  const at = now.toISOString();
  const shipment: Shipment = { ...before, status: 'dispatched', statusAt: at, dispatchedAt: at };
  return { shipment: afterNews(shipment, now, rules), facts: ['shipment-dispatched'] };
}
