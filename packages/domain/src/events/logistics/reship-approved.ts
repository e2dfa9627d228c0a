import * as z from 'zod/mini';
import { ParcelItem, ShipmentSnapshot, shipmentSnapshotExample } from './shipment-snapshot.ts';
import { defineEvent, field, type EventOf } from '../event-contract.ts';

export const ReshipApproved = defineEvent({
  producer: 'logistics',
  name: 'reship-approved',
  version: 1,
  description: 'An administrator approved a replacement parcel.',
  data: z.extend(ShipmentSnapshot, {
    reason: field(z.string(), 'Why the shopper asked, in one word of ours', 'damaged', { personal: false }),
    again: z.optional(
      field(z.array(ParcelItem), 'What is sent again; all that was in the parcel when it is left out', [
        { productId: 'prd_0demo', quantity: 1 },
      ]),
    ),
  }),
  example: { ...shipmentSnapshotExample, status: 'delivered', reason: 'damaged' },
});
export type ReshipApproved = EventOf<typeof ReshipApproved>;
