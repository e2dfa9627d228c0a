import { apiHandler } from '@cartless/lambda';
import { rules, storedShipments } from '../../service.ts';
import { packingBody } from '../shipment-body.ts';
import { route } from './route.ts';

export const handler = apiHandler(route, async ({ params: { shipmentId } }, { locale }) => {
  const parcel = await storedShipments().read(shipmentId);
  return packingBody(parcel, await storedShipments().ofOrder(parcel.orderNumber), rules(), locale);
});
