import * as z from 'zod/mini';
import { ShipmentId } from '../../ids.ts';
import { ParcelItem, ShipmentSnapshot, shipmentSnapshotExample } from './shipment-snapshot.ts';
import { defineEvent, field, type EventOf } from '../event-contract.ts';

export const ReshipApprovedData = z.extend(ShipmentSnapshot, {
  reason: field(z.string(), 'Why the shopper asked, in one word of ours', 'damaged', { personal: false }),
  replacement: z.optional(field(ShipmentId, 'The parcel that is sent in its place', 'shp_0second')),
  ordered: z.optional(
    field(z.boolean(), 'True when the shop itself had ordered it, and told so by an event of orders', true),
  ),
  again: z.optional(
    field(z.array(ParcelItem), 'What is sent again; all that was in the parcel when it is left out', [
      { productId: 'prd_0demo', quantity: 1 },
    ]),
  ),
});

export const ReshipApproved = defineEvent({
  producer: 'logistics',
  name: 'reship-approved',
  version: 1,
  description: 'A replacement parcel was approved, after which nothing of the parcel is waited for.',
  data: ReshipApprovedData,
  example: { ...shipmentSnapshotExample, status: 'delivered', reason: 'damaged', replacement: 'shp_0second' },
});
export type ReshipApproved = EventOf<typeof ReshipApproved>;
