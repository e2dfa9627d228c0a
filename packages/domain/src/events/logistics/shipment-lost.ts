import { ShipmentSnapshot, shipmentSnapshotExample } from './shipment-snapshot.ts';
import { defineEvent, type EventOf } from '../event-contract.ts';

export const ShipmentLost = defineEvent({
  producer: 'logistics',
  name: 'shipment-lost',
  version: 1,
  description: 'The parcel is lost.',
  data: ShipmentSnapshot,
  example: { ...shipmentSnapshotExample, status: 'lost' },
});
export type ShipmentLost = EventOf<typeof ShipmentLost>;
