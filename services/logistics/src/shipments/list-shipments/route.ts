import { ShipmentStatus, wholeNumber } from '@cartless/domain';
import { CursorInvalid } from '@cartless/aggregate';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { ShipmentBody } from '../shipment-body.ts';

export const route = defineRoute({
  id: 'listShipments',
  method: 'GET',
  path: '/admin/shipments',
  access: 'fulfilment',
  summary: 'Lists parcels for an administrator',
  description:
    'Of one state, or with an open wish for a replacement; without either all of them, those first that need a person. ' +
    'Within a state the oldest comes first.',
  query: z.strictObject({
    status: z.optional(ShipmentStatus),
    reship: z.optional(z.literal('requested')),
    limit: z._default(wholeNumber(1, 100), 20),
    cursor: z.optional(z.string()),
  }),
  success: {
    status: 200,
    description: 'One page of parcels',
    body: z.object({ items: z.array(ShipmentBody), nextCursor: z.nullable(z.string()) }),
  },
  errors: [CursorInvalid],
});
