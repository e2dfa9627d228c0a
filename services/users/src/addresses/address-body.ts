import { Address, AddressId } from '@cartless/domain';
import * as z from 'zod/mini';
import type { AddressEntry } from '../accounts/ports.ts';

/** An address as it is sent; `isDefault` makes it the one that is offered first. */
export const AddressRequest = z.extend(Address, { isDefault: z.optional(z.boolean()) });

/** An address as it is shown. */
export const AddressResponse = z.extend(Address, { addressId: AddressId, isDefault: z.boolean() });

export const addressResponse = ({ address, ...entry }: AddressEntry) => ({ ...address, ...entry });

/** Takes the address apart from what the book says about it. */
export function readAddress({ isDefault = false, ...address }: z.infer<typeof AddressRequest>) {
  return { address, isDefault };
}
