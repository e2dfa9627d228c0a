import { AddressId, addressWith, ShownAddress } from '@cartless/domain';
import * as z from 'zod/mini';
import type { AddressEntry } from './address-book.ts';

/** An address as it is sent; `isDefault` makes it the one that is offered first. */
export const AddressRequest = addressWith({ isDefault: z.optional(z.boolean()) });

/** An address as it is shown. */
export const AddressResponse = z.extend(ShownAddress, { addressId: AddressId, isDefault: z.boolean() });

export const addressResponse = ({ address, addressId, isDefault }: AddressEntry) => ({
  ...address,
  addressId,
  isDefault,
});

/** Takes the address apart from what the book says about it. */
export function readAddress({ isDefault = false, ...address }: z.infer<typeof AddressRequest>) {
  return { address, isDefault };
}
