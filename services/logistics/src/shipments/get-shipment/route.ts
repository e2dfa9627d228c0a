import { defineRoute } from '@cartless/lambda';
import { ShipmentNotFound } from '../errors.ts';
import { PackingBody, ShipmentParams } from '../shipment-body.ts';

export const route = defineRoute({
  id: 'getShipment',
  method: 'GET',
  path: '/admin/shipments/{shipmentId}',
  access: 'fulfilment',
  summary: 'One parcel: what one packs from',
  params: ShipmentParams,
  success: { status: 200, description: 'Address, lines and label', body: PackingBody },
  errors: [ShipmentNotFound],
});
