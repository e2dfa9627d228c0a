import * as z from 'zod/mini';
import { untoldText } from '../../address-snapshot.ts';
import { ShipmentSnapshot, shipmentSnapshotExample } from './shipment-snapshot.ts';
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
  }),
  example: { ...shipmentSnapshotExample, status: 'delivered', reason: '-' },
});
export type ReshipRejected = EventOf<typeof ReshipRejected>;
