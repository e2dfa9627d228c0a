import { type Address, mayAct, type Sku, type UserId } from '@cartless/domain';
import { type Listing, type ReadListings, soldAs } from '../catalogue/listing.ts';
import type { OpenOrders } from '../order-limits/open-order.ts';
import { sinceOf } from '../order-limits/wanted-order.ts';
import { missingAddress } from './missing-address.ts';
import { sumLines, type Terms, type WantedLine } from './new-order.ts';
import type { Clock } from './ports.ts';

type Ports = Readonly<{ readListings: ReadListings; terms: Pick<Terms, 'currency'>; now: Clock }>;
type Wanted = Readonly<{
  userId: UserId;
  items: readonly WantedLine[];
  addressId?: string | undefined;
}>;

/** What every order and every quote begins with. */
export type WantedGoods = Readonly<{
  /** One line per product or variant. */
  wanted: readonly WantedLine[];
  /** What they are sold as; what is not in the catalogue is not in it. */
  listings: ReadonlyMap<Sku, Listing>;
  /** Of the shopper's book, when it was named. */
  address: Address | undefined;
  openOrders: OpenOrders;
  shopper: Readonly<{ userId: UserId; since: number | undefined }>;
}>;

/**
 * Reads what is wanted, where it is to go and how its shopper stands, in one request.
 * @throws AppError ACCOUNT_SUSPENDED, ACCOUNT_CLOSED, ADDRESS_UNKNOWN, ADDRESS_NOT_THERE_YET, VARIANT_REQUIRED and those of {@link sumLines}
 */
export async function wantedGoods(
  { readListings, terms, now }: Ports,
  { userId, items, addressId }: Wanted,
): Promise<WantedGoods> {
  const wanted = sumLines(items, terms.currency);
  const ids = wanted.map(({ productId }) => productId);
  const { listings, address, standing, openOrders } = await readListings(ids, { userId, addressId });
  mayAct(standing);
  if (addressId !== undefined && address === undefined) throw missingAddress(addressId, now());
  const shopper = { userId, since: sinceOf(standing) };
  return { wanted, listings: soldAs(wanted, listings), address, openOrders, shopper };
}
