import { defineRoute } from '@cartless/lambda';
import { ShipmentBody, ShipmentParams } from '../../api/shipment-body.ts';
import { ReshipNotRequested, ShipmentChanging, ShipmentNotFound } from '../../domain/errors.ts';

export const route = defineRoute({
  id: 'approveReship',
  method: 'POST',
  path: '/admin/shipments/{shipmentId}/approve-reship',
  access: 'admin',
  summary: 'Agrees to send a parcel again',
  params: ShipmentParams,
  success: { status: 201, description: 'The replacement', body: ShipmentBody },
  errors: [ShipmentNotFound, ReshipNotRequested, ShipmentChanging],
});
