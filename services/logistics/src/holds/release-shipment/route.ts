import { Busy } from '@cartless/aggregate';
import { defineRoute } from '@cartless/lambda';
import { ShipmentNotFound } from '../../shipments/errors.ts';
import { ShipmentBody, ShipmentParams } from '../../shipments/shipment-body.ts';

export const route = defineRoute({
  id: 'releaseShipment',
  method: 'POST',
  path: '/admin/shipments/{shipmentId}/release',
  access: 'fulfilment',
  summary: 'Lets a parcel go whose payment is disputed',
  description:
    'The parcels of its order wait no longer for the disputes that are open now; another dispute holds them again. Releasing ' +
    'what is not held changes nothing.',
  params: ShipmentParams,
  success: { status: 200, description: 'The parcel, which goes its way', body: ShipmentBody },
  errors: [ShipmentNotFound, Busy],
});
