import * as z from 'zod/mini';
import { ShipmentSnapshot, shipmentSnapshotExample } from './shipment-snapshot.ts';
import { defineEvent, field, type EventOf } from '../event-contract.ts';

export const ShipmentReaddressed = defineEvent({
  producer: 'logistics',
  name: 'shipment-readdressed',
  version: 1,
  description: 'The parcel had not left; another one goes to the new address in its place.',
  data: z.extend(ShipmentSnapshot, {
    change: field(z.int(), 'The change of the order that it answers', 5),
  }),
  example: { ...shipmentSnapshotExample, status: 'cancelled', change: 5 },
});
export type ShipmentReaddressed = EventOf<typeof ShipmentReaddressed>;
