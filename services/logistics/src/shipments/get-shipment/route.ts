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
  success: {
    status: 200,
    description: 'Address, lines, box, customs, label, and the other parcels of its order',
    body: PackingBody,
  },
  errors: [ShipmentNotFound],
});
