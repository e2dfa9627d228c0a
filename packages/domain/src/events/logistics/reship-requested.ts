import * as z from 'zod/mini';
import { ParcelItem, ShipmentSnapshot, shipmentSnapshotExample } from './shipment-snapshot.ts';
import { defineEvent, field, type EventOf } from '../event-contract.ts';

export const ReshipRequested = defineEvent({
  producer: 'logistics',
  name: 'reship-requested',
  version: 1,
  description: 'The shopper asks for a replacement parcel.',
  data: z.extend(ShipmentSnapshot, {
    reason: field(z.string(), 'Why the shopper asks, in one word of ours', 'damaged', { personal: false }),
    by: z.optional(field(z.enum(['shopper', 'staff']), 'Who asks; the staff agrees at once', 'shopper')),
    wanted: z.optional(
      field(z.array(ParcelItem), 'What is to be sent again; all of it when it is left out', [
        { productId: 'prd_0demo', quantity: 1 },
      ]),
    ),
  }),
  example: { ...shipmentSnapshotExample, status: 'delivered', reason: 'damaged', by: 'shopper' },
});
export type ReshipRequested = EventOf<typeof ReshipRequested>;
