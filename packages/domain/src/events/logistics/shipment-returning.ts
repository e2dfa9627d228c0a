import * as z from 'zod/mini';
import { ShipmentSnapshot, shipmentSnapshotExample, WHY } from './shipment-snapshot.ts';
import { defineEvent, field, type EventOf } from '../event-contract.ts';

export const ShipmentReturning = defineEvent({
  producer: 'logistics',
  name: 'shipment-returning',
  version: 1,
  description: 'The parcel could not be delivered and is on its way back to the sender.',
  data: z.extend(ShipmentSnapshot, {
    cause: field(
      z.enum(['refused', 'undeliverable']),
      'Whether it was refused at the door, or could not be delivered',
      'refused',
    ),
    ...WHY,
  }),
  example: { ...shipmentSnapshotExample, status: 'returned', cause: 'refused', reason: 'refused' },
});
export type ShipmentReturning = EventOf<typeof ShipmentReturning>;
