import { Busy } from '@cartless/aggregate';
import { text } from '@cartless/domain';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { ShipmentBody, ShipmentParams } from '../shipment-body.ts';
import { ShipmentHeld } from '../../holds/errors.ts';
import { CarrierNotOffered } from '../../labels/errors.ts';
import { CarrierRefused, CarrierUnavailable } from '../../carriers/errors.ts';
import { ShipmentCannotBeDispatched, ShipmentNotFound } from '../errors.ts';

export const route = defineRoute({
  id: 'dispatchShipment',
  method: 'POST',
  path: '/admin/shipments/{shipmentId}/dispatch',
  access: 'fulfilment',
  summary: 'Hands a parcel over to the carrier',
  description:
    'A parcel without a label gets it first; `carrier` chooses who carries it. Send `{}` to leave it to the rules.',
  params: ShipmentParams,
  body: z.strictObject({ carrier: z.optional(text(40)) }),
  success: { status: 200, description: 'The parcel is dispatched', body: ShipmentBody },
  errors: [
    ShipmentNotFound,
    ShipmentCannotBeDispatched,
    ShipmentHeld,
    Busy,
    CarrierUnavailable,
    CarrierRefused,
    CarrierNotOffered,
  ],
});
