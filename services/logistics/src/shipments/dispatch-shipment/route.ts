import { Busy } from '@cartless/aggregate';
import {
  ACCOUNT_REFUSALS,
  CountryCode,
  CustomsDescription,
  HsCode,
  MAX_LINES,
  Price,
  ProductId,
  Quantity,
  text,
  VariantId,
} from '@cartless/domain';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { ShipmentBody, ShipmentParams } from '../shipment-body.ts';
import { ShipmentAccountHeld, ShipmentHeld } from '../../holds/errors.ts';
import { CarrierNotOffered } from '../../labels/errors.ts';
import { CarrierRefused, CarrierUnavailable, LabelUncertain } from '../../carriers/errors.ts';
import { CustomsIncomplete } from '../../packing/customs.ts';
import { DangersMixed, DangerUnknown } from '../../packing/dangers.ts';
import {
  CannotBeSplit,
  CustomsNameAll,
  ItemsNotInParcel,
  ShipmentCannotBeDispatched,
  ShipmentNotFound,
} from '../errors.ts';

export const route = defineRoute({
  id: 'dispatchShipment',
  method: 'POST',
  path: '/admin/shipments/{shipmentId}/dispatch',
  access: 'fulfilment',
  summary: 'Hands a parcel over to the carrier',
  description:
    'A parcel without a label gets it first; `carrier` chooses who carries it. With `items` only those go, and the ' +
    'rest becomes another parcel. `customs` says what customs ask for and the order did not tell, of one unit each. Send ' +
    '`{}` to send all of it by the rules.',
  params: ShipmentParams,
  body: z.strictObject({
    carrier: z.optional(text(40)),
    items: z.optional(
      z
        .array(z.strictObject({ productId: ProductId, variantId: z.optional(VariantId), quantity: Quantity }))
        .check(z.minLength(1), z.maxLength(MAX_LINES)),
    ),
    customs: z.optional(
      z
        .array(
          z.strictObject({
            productId: ProductId,
            variantId: z.optional(VariantId),
            hsCode: z.optional(HsCode),
            originCountry: z.optional(CountryCode),
            description: z.optional(CustomsDescription),
            value: z.optional(Price),
          }),
        )
        .check(z.minLength(1), z.maxLength(MAX_LINES)),
    ),
  }),
  success: { status: 200, description: 'The parcel is dispatched', body: ShipmentBody },
  errors: [
    ...ACCOUNT_REFUSALS,
    ShipmentNotFound,
    ShipmentCannotBeDispatched,
    ShipmentHeld,
    ShipmentAccountHeld,
    Busy,
    CarrierUnavailable,
    CarrierRefused,
    LabelUncertain,
    CarrierNotOffered,
    ItemsNotInParcel,
    CannotBeSplit,
    CustomsNameAll,
    CustomsIncomplete,
    DangersMixed,
    DangerUnknown,
  ],
});
