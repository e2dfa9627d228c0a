import { Busy } from '@cartless/aggregate';
import {
  ACCOUNT_REFUSALS,
  IdempotencyKey,
  ProductId,
  prose,
  Quantity,
  text,
  VariantId,
} from '@cartless/domain';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { OwnShipmentBody } from '../../shipments/shipment-body.ts';
import {
  IdempotencyKeyReused,
  ReshipAlreadyOpen,
  ReshipAlreadyReplaced,
  ReshipItemsGone,
  ReshipItemsUnknown,
  ReshipNotPossible,
} from '../errors.ts';
import { ShipmentNotFound } from '../../shipments/errors.ts';
import { RESHIP_REASONS } from '../reship-state.ts';

const Photo = z.url({ protocol: /^https$/, normalize: true }).check(z.maxLength(400));

export const route = defineRoute({
  id: 'requestReship',
  method: 'POST',
  path: '/shipments/{orderNumber}/reship',
  access: 'shop',
  summary: 'Asks for a parcel to be sent again',
  description:
    'Without `items` all that is left of the parcel that the shopper waits for; with them so many units of each, again and again as ' +
    'long as some are left that did not come back, were not given up and are not sent again already, all of them out of one parcel. ' +
    'The staff decides (`fulfilment`); when the staff asks, it is approved at once, and the new parcel holds only those.',
  params: z.object({ orderNumber: text(60) }),
  headers: z.object({ 'idempotency-key': z.optional(IdempotencyKey) }),
  body: z.strictObject({
    reason: z.enum(RESHIP_REASONS),
    note: z.optional(prose(500, 0)),
    photos: z.optional(z.array(Photo).check(z.maxLength(5))),
    items: z.optional(
      z
        .array(z.strictObject({ productId: ProductId, variantId: z.optional(VariantId), quantity: Quantity }))
        .check(z.minLength(1), z.maxLength(50)),
    ),
  }),
  success: {
    status: 201,
    description: 'The parcel with the wish on it, or its replacement when that was approved at once',
    body: OwnShipmentBody,
    headers: { 'idempotent-replayed': '`true` when this is the answer to an earlier call with the same key' },
  },
  errors: [
    ...ACCOUNT_REFUSALS,
    ShipmentNotFound,
    Busy,
    ReshipNotPossible,
    ReshipAlreadyOpen,
    ReshipAlreadyReplaced,
    ReshipItemsUnknown,
    ReshipItemsGone,
    IdempotencyKeyReused,
  ],
});
