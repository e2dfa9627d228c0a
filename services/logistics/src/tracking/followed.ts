import { AppError } from '@cartless/domain';
import type { Carrier } from '../carriers/carrier.ts';
import type { Label, Shipment } from '../shipments/shipment.ts';

/**
 * Asks a carrier that tells only who asks to tell of a parcel. One that does not answer is asked again when it is next asked where
 * the parcel is, so a lost answer costs nothing but news that come later.
 */
export async function followed({ follow }: Pick<Carrier, 'follow'>, label: Label): Promise<Label> {
  if (follow === undefined || label.followed) return label;
  try {
    await follow(label);
    return { ...label, followed: true };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return label;
  }
}

/** The carrier tells of the parcel from now on. */
export const withFollowing = (shipment: Shipment): Shipment =>
  shipment.label === undefined || shipment.label.followed
    ? shipment
    : { ...shipment, label: { ...shipment.label, followed: true } };

/** The carrier said that it tells no more of the parcel: it is to be asked again. */
export function withoutFollowing(shipment: Shipment): Shipment {
  if (!shipment.label?.followed) return shipment;
  const { followed: _, ...label } = shipment.label;
  return { ...shipment, label };
}
