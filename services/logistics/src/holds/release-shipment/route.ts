import { Busy } from '@cartless/aggregate';
import { ACCOUNT_REFUSALS } from '@cartless/domain';
import { defineRoute } from '@cartless/lambda';
import { ShipmentNotFound } from '../../shipments/errors.ts';
import { ShipmentBody, ShipmentParams } from '../../shipments/shipment-body.ts';

export const route = defineRoute({
  id: 'releaseShipment',
  method: 'POST',
  path: '/admin/shipments/{shipmentId}/release',
  access: 'fulfilment',
  summary: 'Lets a parcel go that is held: its payment is disputed, or its account suspended',
  description:
    'The parcels of its order wait no longer for the disputes that are open now, nor for its account as it stands now; another ' +
    'dispute or suspension holds them again. Releasing ' +
    'what is not held changes nothing.',
  params: ShipmentParams,
  success: { status: 200, description: 'The parcel, which goes its way', body: ShipmentBody },
  errors: [...ACCOUNT_REFUSALS, ShipmentNotFound, Busy],
});
