import * as z from 'zod/mini';
import { ShipmentId } from '../../ids.ts';
import { ParcelItem, shipmentSnapshotExample } from './shipment-snapshot.ts';
import { ReshipApprovedData } from './reship-approved.ts';
import { defineEvent, field, type EventOf } from '../event-contract.ts';

const again = [{ productId: 'prd_0demo', quantity: 1 }] as const;

export const PartialReshipApproved = defineEvent({
  producer: 'logistics',
  name: 'partial-reship-approved',
  version: 1,
  description:
    'Some of what is in a parcel is sent again, and the rest of it is not. An event of its own, because a release that knew only of whole parcels would take it for all.',
  data: z.extend(ReshipApprovedData, {
    replacement: field(ShipmentId, 'The parcel in which it is sent', 'shp_0second'),
    again: field(z.array(ParcelItem), 'What is sent again', [...again]),
  }),
  example: {
    ...shipmentSnapshotExample,
    status: 'delivered',
    reason: 'damaged',
    replacement: 'shp_0second',
    again: [...again],
  },
});
export type PartialReshipApproved = EventOf<typeof PartialReshipApproved>;
