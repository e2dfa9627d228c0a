import { ShipmentSnapshot, shipmentSnapshotExample } from './shipment-snapshot.ts';
import { defineEvent, type EventOf } from '../event-contract.ts';

export const ShipmentCollectable = defineEvent({
  producer: 'logistics',
  name: 'shipment-collectable',
  version: 1,
  description: 'The parcel waits where its recipient has to collect it; otherwise it goes back.',
  data: ShipmentSnapshot,
  example: { ...shipmentSnapshotExample, status: 'out-for-delivery' },
});
export type ShipmentCollectable = EventOf<typeof ShipmentCollectable>;
