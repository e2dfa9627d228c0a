import { ShipmentSnapshot, shipmentSnapshotExample } from './shipment-snapshot.ts';
import { defineEvent, type EventOf } from '../event-contract.ts';

export const ShipmentDispatched = defineEvent({
  producer: 'logistics',
  name: 'shipment-dispatched',
  version: 1,
  description: 'The parcel was handed to the carrier.',
  data: ShipmentSnapshot,
  example: { ...shipmentSnapshotExample, status: 'dispatched' },
});
export type ShipmentDispatched = EventOf<typeof ShipmentDispatched>;
