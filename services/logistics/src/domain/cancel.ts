import { eraseIfWanted } from './erase.ts';
import { ShipmentCannotBeCancelled } from './errors.ts';
import { mayMove } from './shipment-moves.ts';
import { type Change, type Shipment, without } from './shipment.ts';

/** Whether the parcel left: then the order's cancellation comes too late and a person has to stop it. */
export const hasLeft = ({ status, history }: Shipment): boolean =>
  !mayMove(status, 'cancelled') || history.some((event) => event.status !== 'label-bought');

/**
 * The order was cancelled: its address is not needed any more, and a label that was bought is due to be given back at once.
 *
 * @throws AppError SHIPMENT_CANNOT_BE_CANCELLED when the parcel is on its way
 */
export function cancel(before: Shipment, now: Date): Change | undefined {
  if (before.status === 'cancelled') return undefined;
  if (hasLeft(before)) throw ShipmentCannotBeCancelled({ details: { status: before.status } });
  const at = now.toISOString();
  const shipment = eraseIfWanted({
    ...without(before, 'dueAt'),
    status: 'cancelled',
    statusAt: at,
    tries: 0,
  });
  return { shipment: before.booking === undefined ? shipment : { ...shipment, dueAt: at }, facts: [] };
}

/** The carrier took the label back, or there was none. */
export const withVoidedLabel = (before: Shipment, now: Date): Change => ({
  shipment: { ...without(before, 'dueAt'), voidedAt: now.toISOString(), tries: 0 },
  facts: [],
});
