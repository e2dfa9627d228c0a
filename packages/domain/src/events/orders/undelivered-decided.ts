import * as z from 'zod/mini';
import { OrderId, ShipmentId, UserId } from '../../ids.ts';
import { ParcelItem } from '../logistics/shipment-snapshot.ts';
import { defineEvent, field, type EventOf } from '../event-contract.ts';

const DecidedParcel = z.object({
  shipmentId: field(ShipmentId, 'The parcel', 'shp_0demo'),
  outcome: field(z.enum(['refund', 'reship']), 'Its money goes back, or it is sent again', 'reship'),
  items: z.optional(
    field(z.array(ParcelItem), 'Which of what is in it, when that is not all', [
      { productId: 'prd_0demo', quantity: 1 },
    ]),
  ),
});

export const UndeliveredDecided = defineEvent({
  producer: 'orders',
  name: 'undelivered-decided',
  version: 1,
  description:
    'What becomes of parcels that did not arrive, or of some of what is in them. It is told again, under another id, of each parcel for which logistics has not answered the decision.',
  data: z.object({
    orderId: field(OrderId, 'The order', 'ord_0demo'),
    userId: field(UserId, 'The shopper', 'usr_0demo'),
    decision: field(z.int(), 'The number of the decision, by which it is answered', 7),
    parcels: field(z.array(DecidedParcel), 'What is decided', [
      { shipmentId: 'shp_0demo', outcome: 'reship' as const },
    ]),
  }),
  example: {
    orderId: 'ord_0demo',
    userId: 'usr_0demo',
    decision: 7,
    parcels: [
      { shipmentId: 'shp_0demo', outcome: 'reship', items: [{ productId: 'prd_0demo', quantity: 1 }] },
    ],
  },
});
export type UndeliveredDecided = EventOf<typeof UndeliveredDecided>;
