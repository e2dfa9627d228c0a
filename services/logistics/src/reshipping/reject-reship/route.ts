import { Busy } from '@cartless/aggregate';
import { ACCOUNT_REFUSALS, prose } from '@cartless/domain';
import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { ShipmentBody, ShipmentParams } from '../../shipments/shipment-body.ts';
import { ReshipNotRequested } from '../errors.ts';
import { ShipmentNotFound } from '../../shipments/errors.ts';

export const route = defineRoute({
  id: 'rejectReship',
  method: 'POST',
  path: '/admin/shipments/{shipmentId}/reject-reship',
  access: 'fulfilment',
  summary: 'Refuses to send a parcel again',
  params: ShipmentParams,
  body: z.strictObject({ reason: prose(500) }),
  success: { status: 200, description: 'The parcel with the refusal on it', body: ShipmentBody },
  errors: [...ACCOUNT_REFUSALS, ShipmentNotFound, ReshipNotRequested, Busy],
});
