import { Busy } from '@cartless/aggregate';
import { ACCOUNT_REFUSALS } from '@cartless/domain';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { ShipmentNotFound } from '../../shipments/errors.ts';
import { ShipmentBody, ShipmentParams } from '../../shipments/shipment-body.ts';
import { ShipmentNotOnItsWay } from '../errors.ts';

export const route = defineRoute({
  id: 'arriveBack',
  method: 'POST',
  path: '/admin/shipments/{shipmentId}/arrived-back',
  access: 'fulfilment',
  summary: 'Says that a parcel which was not delivered is here again',
  description:
    '`fit` says whether its goods can be sold; send `{}` when they can. Said again, it changes nothing.',
  params: ShipmentParams,
  body: z.strictObject({ fit: z._default(z.boolean(), true) }),
  success: { status: 200, description: 'The parcel', body: ShipmentBody },
  errors: [...ACCOUNT_REFUSALS, ShipmentNotFound, ShipmentNotOnItsWay, Busy],
});
