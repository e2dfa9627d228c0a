import type { Address, Localized, UserId } from '@cartless/domain';

/** What placing an order needs to know of a product. */
export type Listing = Readonly<{ productId: string; title: Localized; category: string; buckets: number }>;

/** Listings by product id, and an address of the shopper's book when one was asked for; one read request. */
export type ReadListings = (
  productIds: readonly string[],
  address: Readonly<{ userId: UserId; addressId: string }> | undefined,
) => Promise<Readonly<{ listings: ReadonlyMap<string, Listing>; address: Address | undefined }>>;
