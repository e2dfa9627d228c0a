import type { Item, Items } from '@cartless/aggregate';
import type { Address, Localized } from '@cartless/domain';
import { limitIn } from '../limits/limit-item.ts';
import { addressBookKey, idOf, productKey } from '../orders-table.ts';
import { fromVariantAttributes } from './variant-item.ts';
import type { Listing, ReadListings } from './listing.ts';

const OF_PRODUCTS = ['pk', 'ti', 'cat', 'k', 'p', 'c', 'act', 'lm', 'op', 'va'];

/**
 * Reads what an order needs of the catalogue, and an address of the shopper's own when asked, in one request. It is
 * eventually consistent: price, stock and whether a thing is sold at all are decided by the transaction.
 */
export const readListings =
  (items: Items): ReadListings =>
  async (productIds, wanted) => {
    const keys = [
      ...[...new Set(productIds)].map(productKey),
      ...(wanted ? [addressBookKey(wanted.userId)] : []),
    ];
    const found = await items.getMany(keys, { only: [...OF_PRODUCTS, 'ab'] });
    const products = found.filter(({ pk }) => (pk as string).startsWith('P#'));
    const entry = found.find(({ pk }) => (pk as string).startsWith('U#'));
    const book = entry?.['ab'] as Readonly<Record<string, Address>> | undefined;
    return {
      listings: new Map(products.map((item) => [idOf(item['pk'] as string), toListing(item)])),
      address: wanted && book?.[wanted.addressId],
    };
  };

function toListing(item: Item): Listing {
  const limit = limitIn(item);
  return {
    productId: idOf(item['pk'] as string),
    title: item['ti'] as Localized,
    category: item['cat'] as string,
    buckets: item['k'] as number,
    price: { amount: item['p'] as number, currency: item['c'] as string },
    active: item['act'] as boolean,
    ...(limit && { limit }),
    ...fromVariantAttributes(item, item['c'] as string),
  };
}
