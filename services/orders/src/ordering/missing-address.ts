import { type AppError, datedAt } from '@cartless/domain';
import { AddressNotThereYet, AddressUnknown } from './errors.ts';

/** The news of an address takes a second or so; after this long it was either lost or never sent. */
const ON_ITS_WAY_MS = 120_000;
/** So much may the clocks of two machines differ. */
const CLOCKS_DIFFER_MS = 5000;
const LONGEST_WAIT_SECONDS = 15;

/**
 * Why an order cannot go to an address of the shopper's book that is not known here. The address book is another
 * service's, and what it tells takes a moment: an address that was made just now is not there yet, an older one does not
 * exist. An id tells its own time, so a made-up one can claim to be young, but only until the claim has grown old.
 */
export function missingAddress(addressId: string | undefined, now: Date): AppError {
  const madeAt = addressId === undefined ? undefined : datedAt(addressId);
  const age = madeAt === undefined ? Infinity : now.getTime() - madeAt;
  if (age > ON_ITS_WAY_MS || age < -CLOCKS_DIFFER_MS) return AddressUnknown();
  const wait = Math.ceil(age / 2000);
  return AddressNotThereYet({ details: { retryAfter: Math.min(Math.max(wait, 1), LONGEST_WAIT_SECONDS) } });
}
