import type { Consignment } from '../carriers/carrier.ts';
import { customsOf } from '../packing/customs.ts';
import { dangerOf } from '../packing/dangers.ts';
import type { Shipment } from '../shipments/shipment.ts';
import type { ShippingRules } from '../shipments/shipping-rules.ts';

/**
 * A parcel as a carrier has to know it.
 * @throws AppError CUSTOMS_INCOMPLETE, DANGERS_MIXED, DANGER_UNKNOWN
 */
export function consignmentOf(shipment: Shipment, rules: ShippingRules): Consignment {
  const { id, orderNumber, address, weightGrams, box } = shipment;
  const dangerousGoods = dangerOf(shipment);
  const customs = customsOf(shipment, rules);
  return {
    id,
    orderNumber,
    address,
    weightGrams,
    origin: rules.origin,
    ...(box && { size: { length: box.length, width: box.width, height: box.height } }),
    ...(dangerousGoods && { dangerousGoods }),
    ...(customs && { customs }),
  };
}
