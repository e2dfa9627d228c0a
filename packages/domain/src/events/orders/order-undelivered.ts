import * as z from 'zod/mini';
import { ShipmentId } from '../../ids.ts';
import { WHY } from '../logistics/shipment-snapshot.ts';
import { OrderSnapshot, orderSnapshotExample } from './order-snapshot.ts';
import { defineEvent, field, type EventOf } from '../event-contract.ts';

export const OrderUndelivered = defineEvent({
  producer: 'orders',
  name: 'order-undelivered',
  version: 1,
  description:
    'A parcel of the order came back or was lost; the shop decides whether it is sent again or the money goes back.',
  data: z.extend(OrderSnapshot, {
    shipmentId: field(ShipmentId, 'The parcel', 'shp_0demo'),
    cause: field(z.enum(['lost', 'returned']), 'What became of it', 'lost'),
    ...WHY,
    decideBy: field(
      z.iso.datetime(),
      'When the money goes back by itself if nobody has decided',
      '2026-12-06T09:00:00.000Z',
    ),
    undeliveredAt: field(z.iso.datetime(), 'When', '2026-11-29T09:00:00.000Z'),
  }),
  example: {
    ...orderSnapshotExample,
    items: [...orderSnapshotExample.items],
    status: 'shipped',
    shipmentId: 'shp_0demo',
    cause: 'lost',
    decideBy: '2026-12-06T09:00:00.000Z',
    undeliveredAt: '2026-11-29T09:00:00.000Z',
  },
});
export type OrderUndelivered = EventOf<typeof OrderUndelivered>;
