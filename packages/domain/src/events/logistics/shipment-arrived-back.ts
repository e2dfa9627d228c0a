import * as z from 'zod/mini';
import { ShipmentSnapshot, shipmentSnapshotExample } from './shipment-snapshot.ts';
import { defineEvent, field, type EventOf } from '../event-contract.ts';

export const ShipmentArrivedBack = defineEvent({
  producer: 'logistics',
  name: 'shipment-arrived-back',
  version: 1,
  description: 'A parcel that was not delivered is with the sender again.',
  data: z.extend(ShipmentSnapshot, {
    fit: z.optional(
      field(z.boolean(), 'Whether its goods can be sold; left out until somebody has looked at them', true),
    ),
    again: z.optional(
      field(z.boolean(), 'True when it was told before that it is here; this says how its goods are', true),
    ),
  }),
  example: { ...shipmentSnapshotExample, status: 'returned', fit: true },
});
export type ShipmentArrivedBack = EventOf<typeof ShipmentArrivedBack>;
