import { ChosenOption, type Locale, LOCALES, ShipmentId, ShownAddress } from '@cartless/domain';
import { defineError } from '@cartless/domain';
import * as z from 'zod/mini';
import { ShipmentCannotBeDispatched } from '../shipments/errors.ts';
import type { Shipment } from '../shipments/shipment.ts';

export const AddressErased = defineError('conflict', 'ADDRESS_ERASED', {
  en: 'The shopper deleted their account: the address of this parcel is erased, and nothing can be packed for it.',
  'zh-CN': '用户已注销账号，该包裹的收件地址已删除，无法打印装箱单。',
});

/** What lies in the parcel beside the goods: what it is, for whom, and no prices, for many are presents. */
export const PackingSlip = z.object({
  shipmentId: ShipmentId,
  orderNumber: z.string(),
  locale: z.enum(LOCALES),
  address: ShownAddress,
  items: z.array(
    z.object({
      productId: z.string(),
      variantId: z.optional(z.string()),
      title: z.string(),
      options: z.array(ChosenOption),
      quantity: z.int(),
    }),
  ),
  /** Whether other parcels bring the rest of the order. */
  part: z.boolean(),
  /** The parcel that it is sent for, when that did not arrive. */
  replaces: z.nullable(ShipmentId),
});
export type PackingSlip = z.infer<typeof PackingSlip>;

/**
 * The slip of a parcel, in the language in which its order was placed.
 *
 * @param otherwise the language where that is not known, of a parcel of an earlier release
 * @throws AppError ADDRESS_ERASED, SHIPMENT_CANNOT_BE_DISPATCHED for one that was cancelled
 */
export function packingSlip(parcel: Shipment, otherwise: Locale): PackingSlip {
  if (parcel.erasedAt !== undefined) throw AddressErased();
  const { status } = parcel;
  if (status === 'cancelled') throw ShipmentCannotBeDispatched({ details: { shipmentStatus: status } });
  return {
    shipmentId: parcel.id,
    orderNumber: parcel.orderNumber,
    locale: parcel.locale ?? otherwise,
    address: parcel.address,
    items: parcel.lines.map(({ productId, variantId, title, options = [], quantity }) => ({
      productId,
      ...(variantId !== undefined && { variantId }),
      title,
      options: [...options],
      quantity,
    })),
    part: parcel.part === true,
    replaces: parcel.addressChange === undefined ? (parcel.replaces ?? null) : null,
  };
}
