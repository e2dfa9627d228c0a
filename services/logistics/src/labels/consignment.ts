import { AppError } from '@cartless/domain';
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
  const dangerousGoods = dangerOf(shipment);
  const customs = customsOf(shipment, rules);
  return {
    ...plain(shipment, rules),
    ...(dangerousGoods && { dangerousGoods }),
    ...(customs && { customs }),
  };
}

/**
 * The same of a parcel that is booked: its label may be bought already, so that it is not refused when rules, or a release, have
 * come since that ask for more.
 */
export function consignmentAgain(shipment: Shipment, rules: ShippingRules): Consignment {
  try {
    return consignmentOf(shipment, rules);
  } catch (error) {
    if (error instanceof AppError) return plain(shipment, rules);
    throw error;
  }
}

const plain = (
  { id, orderNumber, address, weightGrams, box }: Shipment,
  { origin }: ShippingRules,
): Consignment => ({
  id,
  orderNumber,
  address,
  weightGrams,
  origin,
  ...(box && { size: { length: box.length, width: box.width, height: box.height } }),
});
