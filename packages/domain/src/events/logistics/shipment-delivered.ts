import { ShipmentSnapshot, shipmentSnapshotExample } from './shipment-snapshot.ts';
import { defineEvent, type EventOf } from '../event-contract.ts';

export const ShipmentDelivered = defineEvent({
  producer: 'logistics',
  name: 'shipment-delivered',
  version: 1,
  description: 'The carrier delivered the parcel.',
  data: ShipmentSnapshot,
  example: { ...shipmentSnapshotExample, status: 'delivered' },
});
export type ShipmentDelivered = EventOf<typeof ShipmentDelivered>;
