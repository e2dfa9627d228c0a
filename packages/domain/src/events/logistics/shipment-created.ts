import { ShipmentSnapshot, shipmentSnapshotExample } from './shipment-snapshot.ts';
import { defineEvent, type EventOf } from '../event-contract.ts';

export const ShipmentCreated = defineEvent({
  producer: 'logistics',
  name: 'shipment-created',
  version: 1,
  description: 'An order is to be sent; the parcel waits for its label or for dispatch.',
  data: ShipmentSnapshot,
  example: { ...shipmentSnapshotExample, status: 'created' },
});
export type ShipmentCreated = EventOf<typeof ShipmentCreated>;
