import * as z from 'zod/mini';
import { ShipmentId } from '../../ids.ts';
import { Money } from '../../money.ts';
import { PARTS } from './parcel-part.ts';
import { OrderSnapshot, orderSnapshotExample } from './order-snapshot.ts';
import { defineEvent, field, type EventOf } from '../event-contract.ts';

export const DeliveryGivenUp = defineEvent({
  producer: 'orders',
  name: 'delivery-given-up',
  version: 1,
  description:
    'Parcels that did not arrive are not sent again; their money goes back. When nothing else is left of the order, it is cancelled by that.',
  data: z.extend(OrderSnapshot, {
    shipmentIds: field(z.array(ShipmentId), 'The parcels that are given up whole', ['shp_0demo']),
    ...PARTS,
    decidedBy: field(z.enum(['admin', 'system']), 'Whether somebody decided it, or the time', 'admin'),
    value: field(Money, 'What is owed back for them; nothing when nothing was paid yet', {
      amount: 25_800,
      currency: 'CNY',
    }),
    givenUpAt: field(z.iso.datetime(), 'When', '2026-11-30T09:00:00.000Z'),
  }),
  example: {
    ...orderSnapshotExample,
    items: [...orderSnapshotExample.items],
    status: 'cancelled',
    shipmentIds: ['shp_0demo'],
    decidedBy: 'admin',
    value: { amount: 25_800, currency: 'CNY' },
    givenUpAt: '2026-11-30T09:00:00.000Z',
  },
});
export type DeliveryGivenUp = EventOf<typeof DeliveryGivenUp>;
