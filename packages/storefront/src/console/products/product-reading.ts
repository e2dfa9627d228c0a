import { type DataOf, type OperationOf, unwrap } from '@cartless/api-client';
import { queryOf } from '@cartless/api-client/query';
import { shop } from '../../app/shop.ts';

/** A product as it is kept: in both languages, with cost, units, and what is not sold any more. */
export type KeptProduct = DataOf<OperationOf<'get', '/admin/products/{productId}'>>;
export type KeptVariant = NonNullable<KeptProduct['variants']>[number];

const PATH = '/admin/products/{productId}';

export const productQuery = (productId: string) => queryOf(shop, PATH, { params: { path: { productId } } });

/** The product as it is now. @throws ShopError */
export const readProduct = (productId: string): Promise<KeptProduct> =>
  unwrap(shop.get(PATH, { params: { path: { productId } } }));
