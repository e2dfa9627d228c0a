import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { ShipmentCannotBeDispatched, ShipmentNotFound } from '../../shipments/errors.ts';
import { ShipmentParams } from '../../shipments/shipment-body.ts';
import { AddressErased, PackingSlip } from '../packing-slip.ts';

export const route = defineRoute({
  id: 'showPackingSlip',
  method: 'GET',
  path: '/admin/shipments/{shipmentId}/packing-slip',
  access: 'fulfilment',
  summary: 'What lies in the parcel beside the goods',
  description:
    'A page to print in the language in which the order was placed, without prices; with `Accept: application/json` the ' +
    'data of it.',
  params: ShipmentParams,
  headers: z.object({ accept: z.optional(z.string()) }),
  success: { status: 200, description: 'The slip', body: PackingSlip, page: true },
  errors: [ShipmentNotFound, ShipmentCannotBeDispatched, AddressErased],
});
