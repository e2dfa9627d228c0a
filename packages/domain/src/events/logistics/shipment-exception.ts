import * as z from 'zod/mini';
import { ShipmentSnapshot, shipmentSnapshotExample, WHY } from './shipment-snapshot.ts';
import { defineEvent, type EventOf } from '../event-contract.ts';

export const ShipmentException = defineEvent({
  producer: 'logistics',
  name: 'shipment-exception',
  version: 1,
  description: 'The carrier reports a problem with the parcel.',
  data: z.extend(ShipmentSnapshot, WHY),
  example: { ...shipmentSnapshotExample, status: 'exception', reason: 'address' },
});
export type ShipmentException = EventOf<typeof ShipmentException>;
