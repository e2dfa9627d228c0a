import { Instant, ParcelTrouble, ShipmentId, ShipmentStatus, text } from '@cartless/domain';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { RESHIP_REASONS } from '../../reshipping/reship-state.ts';
import { ShipmentNotFound } from '../../shipments/errors.ts';

const Parcel = z.object({
  shipmentId: ShipmentId,
  status: ShipmentStatus,
  carrier: z.nullable(z.string()),
  trackingNumber: z.nullable(z.string()),
});

export const route = defineRoute({
  id: 'trackShipment',
  method: 'GET',
  path: '/shipments/{orderNumber}',
  access: 'shop',
  throttle: { rate: 100, burst: 200 },
  summary: 'Where is my parcel?',
  description:
    'By the order number as the shopper types it: letter case, spaces and dashes do not matter. For the owner, ' +
    '`support` and `fulfilment`. While the carrier cannot be asked, the last known answer with `stale: true`.',
  params: z.object({ orderNumber: text(60) }),
  success: {
    status: 200,
    description: 'What is known of the parcel',
    body: z.extend(Parcel, {
      orderNumber: z.string(),
      /** Why it does not arrive, as far as its carrier says. */
      reason: z.optional(ParcelTrouble),
      estimatedDelivery: z.nullable(Instant),
      events: z.readonly(
        z.array(
          z.object({
            time: Instant,
            status: ShipmentStatus,
            place: z.nullable(z.string()),
            message: z.string(),
          }),
        ),
      ),
      asOf: Instant,
      stale: z.boolean(),
      parcels: z.readonly(
        z.array(
          z.extend(Parcel, {
            replaces: z.nullable(ShipmentId),
            items: z.readonly(
              z.array(
                z.object({
                  productId: z.string(),
                  variantId: z.optional(z.string()),
                  title: z.string(),
                  quantity: z.int(),
                }),
              ),
            ),
          }),
        ),
      ),
      reship: z.nullable(
        z.object({
          state: z.enum(['requested', 'approved', 'rejected']),
          reason: z.enum(RESHIP_REASONS),
          requestedAt: Instant,
          refusal: z.nullable(z.string()),
        }),
      ),
    }),
  },
  errors: [ShipmentNotFound],
});
