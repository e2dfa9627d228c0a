import { ShipmentSnapshot, shipmentSnapshotExample } from './shipment-snapshot.ts';
import { defineEvent, type EventOf } from '../event-contract.ts';

export const ShipmentFound = defineEvent({
  producer: 'logistics',
  name: 'shipment-found',
  version: 1,
  description: 'A parcel that was lost is on its way again.',
  data: ShipmentSnapshot,
  example: { ...shipmentSnapshotExample, status: 'in-transit' },
});
export type ShipmentFound = EventOf<typeof ShipmentFound>;
