import * as z from 'zod/mini';
import { OrderId, ShipmentId, UserId } from '../../ids.ts';
import { defineEvent, field, type EventOf } from '../event-contract.ts';

export const DecisionFollowed = defineEvent({
  producer: 'logistics',
  name: 'decision-followed',
  version: 1,
  description:
    'What the shop decided about a parcel that did not arrive is known here, and done as far as it can be.',
  data: z.object({
    shipmentId: field(ShipmentId, 'The parcel', 'shp_0demo'),
    orderId: field(OrderId, 'The order it belongs to', 'ord_0demo'),
    userId: field(UserId, 'The shopper', 'usr_0demo'),
    decision: field(z.int(), 'The decision of the order that it answers', 7),
  }),
  example: { shipmentId: 'shp_0demo', orderId: 'ord_0demo', userId: 'usr_0demo', decision: 7 },
});
export type DecisionFollowed = EventOf<typeof DecisionFollowed>;
