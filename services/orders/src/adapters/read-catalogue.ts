import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import type { Address, Localized } from '@cartless/domain';
import { Busy } from '@cartless/dynamodb';
import type { Listing, ReadCatalogue } from '../application/ports.ts';
import { addressBookKey, idOf, productKey } from './keys.ts';
import type { Item, Store } from './store.ts';

/**
 * Reads what an order needs of the catalogue, and an address of the shopper's own when asked, in one request. It is
 * eventually consistent: price, stock and whether a thing is sold at all are decided by the transaction.
 */
export const readCatalogue =
  ({ client, table }: Store): ReadCatalogue =>
  async (productIds, wanted) => {
    const Keys = [...productIds.map(productKey), ...(wanted ? [addressBookKey(wanted.userId)] : [])];
    const request = { [table]: { Keys, ProjectionExpression: 'pk, ti, cat, k, ab' } };
    const answer = await client.send(new BatchGetCommand({ RequestItems: request }));
    if (Object.keys(answer.UnprocessedKeys ?? {}).length > 0) throw Busy({ details: { retryAfter: 1 } });
    const items = answer.Responses?.[table] ?? [];
    const products = items.filter(({ pk }) => (pk as string).startsWith('P#'));
    const entry = items.find(({ pk }) => (pk as string).startsWith('U#'));
    const book = entry?.['ab'] as Readonly<Record<string, Address>> | undefined;
    return {
      listings: new Map(products.map((item) => [idOf(item['pk'] as string), toListing(item)])),
      address: wanted && book?.[wanted.addressId],
    };
  };

const toListing = (item: Item): Listing => ({
  productId: idOf(item['pk'] as string),
  title: item['ti'] as Localized,
  category: item['cat'] as string,
  buckets: item['k'] as number,
});
