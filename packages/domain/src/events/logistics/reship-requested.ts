import * as z from 'zod/mini';
import { ShipmentSnapshot, shipmentSnapshotExample } from './shipment-snapshot.ts';
import { defineEvent, field, type EventOf } from '../event-contract.ts';

export const ReshipRequested = defineEvent({
  producer: 'logistics',
  name: 'reship-requested',
  version: 1,
  description: 'The shopper asks for a replacement parcel.',
  data: z.extend(ShipmentSnapshot, {
    reason: field(z.string(), 'Why the shopper asks, in one word of ours', 'damaged', { personal: false }),
  }),
  example: { ...shipmentSnapshotExample, status: 'delivered', reason: 'damaged' },
});
export type ReshipRequested = EventOf<typeof ReshipRequested>;
