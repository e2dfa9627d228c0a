import type { Shipment, ShipmentChange } from '../shipments/shipment.ts';
import { without } from '../shipments/shipment.ts';
import { heldBy, type OrderHold } from './order-hold.ts';
import { ShipmentHeld } from './errors.ts';

/** Whether the parcel waits for the end of a dispute: no label is bought, and nobody hands it over. */
export const isHeld = ({ hold }: Shipment): boolean => (hold?.disputes.length ?? 0) > 0;

const CODE = ShipmentHeld.code;

/** Whether a hold still finds the parcel in the house. */
const isHere = ({ status, dispatchedAt }: Shipment): boolean =>
  dispatchedAt === undefined && ['created', 'label-bought', 'exception'].includes(status);

/**
 * Brings a parcel in line with the hold of its order. One that left stays as it is; one that waited for its label, and
 * waits for nothing else now, is due. What it knows it notes by its version, so that an older hold that comes late changes
 * nothing. Undefined when it knew, or has left.
 */
export function heed(before: Shipment, order: OrderHold, now: Date): ShipmentChange | undefined {
  if (before.hold !== undefined && before.hold.version >= order.version) return undefined;
  const disputes = heldBy(order);
  if (!isHere(before)) return undefined;
  if (disputes.length === 0) return { state: lifted(before, order.version, now) };
  const at = now.toISOString();
  const { message } = held(disputes);
  const any: Shipment = before;
  const waiting: Shipment = before.status === 'created' ? { ...without(any, 'dueAt'), tries: 0 } : any;
  return {
    state: {
      ...waiting,
      hold: { version: order.version, disputes },
      problem: waiting.problem ?? { code: CODE, message, at },
    },
  };
}

function lifted(before: Shipment, version: number, now: Date): Shipment {
  const isDue = isHeld(before) && before.status === 'created';
  const free = { ...unheld(before), hold: { version, disputes: [] } };
  return isDue ? { ...free, dueAt: now.toISOString() } : free;
}

const held = (disputes: readonly string[]) => ShipmentHeld({ details: { disputes: disputes.join(', ') } });

/** @throws AppError SHIPMENT_HELD */
export function refuseHeld({ hold }: Shipment): void {
  if (hold !== undefined && hold.disputes.length > 0) throw held(hold.disputes);
}

/** A parcel that waits for nothing any more, and does not say that it does. */
export function unheld<S extends Shipment>(shipment: S): S {
  if (!isHeld(shipment)) return shipment;
  const any: Shipment = shipment;
  const free = any.problem?.code === CODE ? without(any, 'problem') : any;
  return { ...free, ...(any.hold && { hold: { ...any.hold, disputes: [] } }) } as S;
}
