import * as z from 'zod/mini';
import { untoldText } from '../../address-snapshot.ts';
import { ParcelItem, ShipmentSnapshot, shipmentSnapshotExample } from './shipment-snapshot.ts';
import { defineEvent, field, type EventOf } from '../event-contract.ts';

export const ReshipRejected = defineEvent({
  producer: 'logistics',
  name: 'reship-rejected',
  version: 1,
  description: 'An administrator refused a replacement parcel.',
  data: z.extend(ShipmentSnapshot, {
    reason: untoldText('The words for the shopper stay with the parcel'),
    ordered: z.optional(
      field(
        z.boolean(),
        'True when the shop itself had ordered the replacement, and it cannot be made',
        true,
      ),
    ),
    wanted: z.optional(
      field(z.array(ParcelItem), 'What was to be sent again; all of it when it is left out', [
        { productId: 'prd_0demo', quantity: 1 },
      ]),
    ),
  }),
  example: { ...shipmentSnapshotExample, status: 'delivered', reason: '-' },
});
export type ReshipRejected = EventOf<typeof ReshipRejected>;
