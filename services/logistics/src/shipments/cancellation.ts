import { eraseIfWanted } from '../erasure/erasure.ts';
import { unheld } from '../holds/hold.ts';
import { ShipmentCannotBeCancelled } from './errors.ts';
import { mayMove } from './shipment-moves.ts';
import { type Shipment, type ShipmentChange, type Stopped, without } from './shipment.ts';

/** Whether the parcel left: then the order's cancellation comes too late and a person has to stop it. */
export const hasLeft = ({ status, history }: Shipment): boolean =>
  (status !== 'cancelled' && !mayMove(status, 'cancelled')) ||
  history.some((event) => event.status !== 'label-bought');

/**
 * The order was cancelled: its address is not needed any more, and a label that was bought is due to be given back at once.
 *
 * @throws AppError SHIPMENT_CANNOT_BE_CANCELLED when the parcel is on its way
 */
export function cancel(before: Shipment, now: Date): ShipmentChange | undefined {
  if (before.status === 'cancelled') return undefined;
  if (hasLeft(before)) throw ShipmentCannotBeCancelled({ details: { shipmentStatus: before.status } });
  const at = now.toISOString();
  const stopped: Stopped = {
    ...without(unheld(before), 'dueAt'),
    status: 'cancelled',
    statusAt: at,
    tries: 0,
  };
  const state = eraseIfWanted(stopped, at);
  return { state: before.booking === undefined ? state : { ...state, dueAt: at } };
}

/** The carrier took the label back, or there was none. Undefined when that is known already. */
export function withVoidedLabel(before: Shipment, now: Date): ShipmentChange | undefined {
  if (before.voidedAt !== undefined) return undefined;
  const at = now.toISOString();
  return {
    state: { ...without(before, 'dueAt'), voidedAt: at, tries: 0 },
    facts: before.label === undefined ? [] : [{ type: 'label-voided', at }],
  };
}
