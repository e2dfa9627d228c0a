import type { Item, Items } from '@cartless/aggregate';
import { type Address, fromPackingList, type Localized, type PackingList } from '@cartless/domain';
import { limitIn } from '../limits/limit-item.ts';
import { standingIn } from '../accounts/standing-store.ts';
import { OF_LIMITS, toOpenOrders } from '../order-limits/open-orders-item.ts';
import { addressBookKey, idOf, orderLimitsKey, productKey, standingKey } from '../orders-table.ts';
import { packingOf } from './packing.ts';
import { fromVariantAttributes } from './variant-item.ts';
import type { Listing, ReadListings } from './listing.ts';

const OF_PRODUCTS = ['pk', 'sk', 'ti', 'cat', 'k', 'p', 'c', 'act', 'lm', 'op', 'va', 'ok', 'pg'];
const OF_SHOPPERS = ['ab', 'std', ...OF_LIMITS];

type Key = Readonly<{ pk: string; sk: string }>;
type Book = Readonly<Record<string, Address>>;

/**
 * Reads what an order needs of the catalogue and of its shopper's account, and an address of the shopper's own when asked,
 * in one request. It is eventually consistent: price, stock and whether a thing is sold at all are decided by the
 * transaction, which also counts the order, and how the account stands is looked at again when the order gets its number.
 */
export const readListings =
  (items: Items): ReadListings =>
  async (productIds, shopper) => {
    const keys = [
      ...[...new Set(productIds)].map(productKey),
      ...(shopper ? [standingKey(shopper.userId), orderLimitsKey(shopper.userId)] : []),
      ...(shopper?.addressId === undefined ? [] : [addressBookKey(shopper.userId)]),
    ];
    const found = await items.getMany(keys, { only: [...OF_PRODUCTS, ...OF_SHOPPERS] });
    const products = found.filter(({ pk }) => (pk as string).startsWith('P#'));
    // By their keys: other items have attributes of the same names.
    const ofShopper = (keyOf: (userId: string) => Key): Item | undefined => {
      const key = shopper && keyOf(shopper.userId);
      return key && found.find(({ pk, sk }) => pk === key.pk && sk === key.sk);
    };
    const book = ofShopper(addressBookKey)?.['ab'] as Book | undefined;
    return {
      listings: new Map(products.map((item) => [idOf(item['pk'] as string), toListing(item)])),
      address: shopper?.addressId === undefined ? undefined : book?.[shopper.addressId],
      standing: standingIn(ofShopper(standingKey)),
      openOrders: toOpenOrders(ofShopper(orderLimitsKey)),
    };
  };

function toListing(item: Item): Listing {
  const limit = limitIn(item);
  const currency = item['c'] as string;
  const known = item['pg'] as PackingList | undefined;
  const packing = packingOf(known && fromPackingList(known));
  return {
    productId: idOf(item['pk'] as string),
    title: item['ti'] as Localized,
    category: item['cat'] as string,
    buckets: item['k'] as number,
    price: { amount: item['p'] as number, currency },
    ...(item['ok'] !== undefined && { cost: { amount: item['ok'] as number, currency } }),
    active: item['act'] as boolean,
    ...(limit && { limit }),
    ...(packing && { packing }),
    ...fromVariantAttributes(item, currency),
  };
}
