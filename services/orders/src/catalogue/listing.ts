import type { Address, Localized, Money, UserId } from '@cartless/domain';
import type { ShopperLimit } from '../limits/shopper-limit.ts';

/** What placing an order needs to know of a product. Price and activity are as they were just now; stock decides. */
export type Listing = Readonly<{
  productId: string;
  title: Localized;
  category: string;
  buckets: number;
  price: Money;
  active: boolean;
  limit?: ShopperLimit;
}>;

/** Listings by product id, and an address of the shopper's book when one was asked for; one read request. */
export type ReadListings = (
  productIds: readonly string[],
  address: Readonly<{ userId: UserId; addressId: string }> | undefined,
) => Promise<Readonly<{ listings: ReadonlyMap<string, Listing>; address: Address | undefined }>>;
