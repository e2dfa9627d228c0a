import { ShipmentSnapshot, shipmentSnapshotExample } from './shipment-snapshot.ts';
import { defineEvent, type EventOf } from '../event-contract.ts';

export const ShipmentException = defineEvent({
  producer: 'logistics',
  name: 'shipment-exception',
  version: 1,
  description: 'The carrier reports a problem with the parcel.',
  data: ShipmentSnapshot,
  example: { ...shipmentSnapshotExample, status: 'exception' },
});
export type ShipmentException = EventOf<typeof ShipmentException>;
