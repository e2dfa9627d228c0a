import { apiHandler } from '@cartless/lambda';
import { rules, shipments } from '../../service.ts';
import { packingBody } from '../shipment-body.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, async ({ params: { shipmentId } }, { locale }) => {
  const parcel = await shipments().read(shipmentId);
  return packingBody(parcel, await shipments().ofOrder(parcel.orderNumber), rules(), locale);
});
