import type { ShipmentStatus } from '@cartless/domain';

/**
 * Which state may follow which. What was handed over is not stopped any more. A carrier may find a lost parcel again; nothing follows the last
 * three.
 */
export const SHIPMENT_MOVES = {
  created: ['label-bought', 'dispatched', 'exception', 'cancelled'],
  'label-bought': [
    'dispatched',
    'in-transit',
    'out-for-delivery',
    'delivered',
    'exception',
    'lost',
    'returned',
    'cancelled',
  ],
  dispatched: ['in-transit', 'out-for-delivery', 'delivered', 'exception', 'lost', 'returned'],
  'in-transit': ['out-for-delivery', 'delivered', 'exception', 'lost', 'returned'],
  'out-for-delivery': ['delivered', 'exception', 'lost', 'returned'],
  exception: [
    'label-bought',
    'dispatched',
    'in-transit',
    'out-for-delivery',
    'delivered',
    'lost',
    'returned',
    'cancelled',
  ],
  lost: ['in-transit', 'out-for-delivery', 'delivered', 'returned'],
  delivered: [],
  returned: [],
  cancelled: [],
} as const satisfies Record<ShipmentStatus, readonly ShipmentStatus[]>;

/** Whether a parcel in one state may come into another. */
export const mayMove = (from: ShipmentStatus, to: ShipmentStatus): boolean =>
  (SHIPMENT_MOVES[from] as readonly ShipmentStatus[]).includes(to);

/** Whether nothing will happen to the parcel any more. */
export const isFinal = (status: ShipmentStatus): boolean => SHIPMENT_MOVES[status].length === 0;

/** Whether the parcel is, as far as we know, with the carrier. */
export const isTravelling = (status: ShipmentStatus): boolean =>
  ['dispatched', 'in-transit', 'out-for-delivery', 'exception', 'lost'].includes(status);
