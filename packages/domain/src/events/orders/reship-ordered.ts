import * as z from 'zod/mini';
import { ShipmentId } from '../../ids.ts';
import { PARTS } from './parcel-part.ts';
import { OrderSnapshot, orderSnapshotExample } from './order-snapshot.ts';
import { defineEvent, field, type EventOf } from '../event-contract.ts';

export const ReshipOrdered = defineEvent({
  producer: 'orders',
  name: 'reship-ordered',
  version: 1,
  description: 'Parcels of the order that did not arrive are to be sent again.',
  data: z.extend(OrderSnapshot, {
    shipmentIds: field(z.array(ShipmentId), 'The parcels to be replaced whole', ['shp_0demo']),
    ...PARTS,
    orderedAt: field(z.iso.datetime(), 'When', '2026-11-30T09:00:00.000Z'),
  }),
  example: {
    ...orderSnapshotExample,
    items: [...orderSnapshotExample.items],
    status: 'shipped',
    shipmentIds: ['shp_0demo'],
    orderedAt: '2026-11-30T09:00:00.000Z',
  },
});
export type ReshipOrdered = EventOf<typeof ReshipOrdered>;
