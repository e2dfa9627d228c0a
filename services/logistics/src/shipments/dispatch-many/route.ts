import { ACCOUNT_REFUSALS, ShipmentId, text } from '@cartless/domain';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { OUTCOMES } from '../dispatch-many.ts';

/** As many as are bought labels for in the time that there is, when each takes a second. */
const MOST = 100;

export const route = defineRoute({
  id: 'dispatchMany',
  method: 'POST',
  path: '/admin/shipments/dispatch',
  access: 'fulfilment',
  summary: 'Hands many parcels over to the carrier',
  description:
    'Each by itself: what became of it stands beside its id, with the code and the detail that dispatching it alone ' +
    'answers. What is `not-tried` or `unfinished` when the time is over may be asked for again, and so may everything ' +
    'else: a parcel that has left is `dispatched`.',
  body: z.strictObject({
    shipmentIds: z.array(ShipmentId).check(z.minLength(1), z.maxLength(MOST)),
    carrier: z.optional(text(40)),
  }),
  success: {
    status: 200,
    description: 'What became of each',
    body: z.object({
      results: z.array(
        z.object({
          shipmentId: ShipmentId,
          outcome: z.enum(OUTCOMES),
          carrier: z.optional(z.string()),
          trackingNumber: z.optional(z.string()),
          code: z.optional(z.string()),
          detail: z.optional(z.string()),
        }),
      ),
    }),
  },
  errors: [...ACCOUNT_REFUSALS],
});
