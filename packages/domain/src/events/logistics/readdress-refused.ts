import * as z from 'zod/mini';
import { AddressSnapshot } from '../../address-snapshot.ts';
import { ShipmentSnapshot, shipmentSnapshotExample } from './shipment-snapshot.ts';
import { defineEvent, field, type EventOf } from '../event-contract.ts';

const address = {
  recipient: '林美',
  phone: '+8613800138000',
  line1: '长乐路 88 号',
  city: '上海',
  region: '上海',
  postalCode: '200040',
  country: 'CN',
};

export const ReaddressRefused = defineEvent({
  producer: 'logistics',
  name: 'readdress-refused',
  version: 1,
  description: 'The parcel had left when its order was to go to another address.',
  data: z.extend(ShipmentSnapshot, {
    change: field(z.int(), 'The change of the order that it answers', 5),
    address: field(AddressSnapshot, 'Where it goes', address),
  }),
  example: { ...shipmentSnapshotExample, status: 'dispatched', change: 5, address },
});
export type ReaddressRefused = EventOf<typeof ReaddressRefused>;
