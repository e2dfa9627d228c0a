import { Busy } from '@cartless/aggregate';
import { ACCOUNT_REFUSALS } from '@cartless/domain';
import { defineRoute } from '@cartless/lambda';
import { ShipmentBody, ShipmentParams } from '../../shipments/shipment-body.ts';
import { ReshipNotPossible, ReshipNotRequested } from '../errors.ts';
import { ShipmentNotFound } from '../../shipments/errors.ts';

export const route = defineRoute({
  id: 'approveReship',
  method: 'POST',
  path: '/admin/shipments/{shipmentId}/approve-reship',
  access: 'fulfilment',
  summary: 'Agrees to send a parcel again',
  params: ShipmentParams,
  success: { status: 201, description: 'The replacement', body: ShipmentBody },
  errors: [...ACCOUNT_REFUSALS, ShipmentNotFound, ReshipNotRequested, ReshipNotPossible, Busy],
});
