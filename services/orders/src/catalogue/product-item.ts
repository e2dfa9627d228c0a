import type { Item } from '@cartless/aggregate';
import {
  fromPackingList,
  type Localized,
  type PackingList,
  type ProductId,
  toPackingList,
} from '@cartless/domain';
import { departmentOf, type Availability, type Product } from './product.ts';
import { limitIn } from '../limits/limit-item.ts';
import type { ShopperLimit } from '../limits/shopper-limit.ts';
import { idOf } from '../orders-table.ts';
import { fromVariantAttributes, toVariantAttributes, type VariantAttributes } from './variant-item.ts';

type ProductItem = Readonly<{
  pk: string;
  ti: Localized;
  de: Localized;
  cat: string;
  p: number;
  c: string;
  im: readonly string[];
  ab: Readonly<Record<string, string>>;
  act: boolean;
  v: number;
  at: number;
  k: number;
  low: number;
  av: Availability;
  rk?: string;
  lm?: ShopperLimit;
  cm?: number;
  /** What it costs the shop, in the currency of its price. */
  ok?: number;
  pg?: PackingList;
}> &
  VariantAttributes;

/** Only what can be bought stands in the indexes of the catalogue; that it went out of them is a change too. */
export const productIndexes = ({ active, category, changedAt }: Product): Item => ({
  ...(active && { ga: 'all', gd: departmentOf(category), gc: category }),
  ...(changedAt !== undefined && { gm: 'all', cm: changedAt }),
});

export const toProductItem = (product: Product): Item => ({
  ti: product.title,
  de: product.description,
  cat: product.category,
  p: product.price.amount,
  c: product.price.currency,
  im: product.images,
  ab: product.attributes,
  act: product.active,
  at: product.createdAt,
  k: product.buckets,
  low: product.lowAt,
  av: product.availability,
  rk: product.requestHash,
  lm: product.limitPerShopper,
  ok: product.cost?.amount,
  ...(product.packing && { pg: toPackingList(product.packing) }),
  ...toVariantAttributes(product),
});

export function fromProductItem(item: Item): Product {
  const { pk, ti, de, cat, p, c, im, ab, act, v, at, k, low, av, rk, cm, ok, pg } = item as ProductItem;
  const limitPerShopper = limitIn(item);
  return {
    productId: idOf(pk) as ProductId,
    title: ti,
    description: de,
    category: cat,
    price: { amount: p, currency: c },
    ...(ok !== undefined && { cost: { amount: ok, currency: c } }),
    images: im,
    attributes: ab,
    active: act,
    version: v,
    createdAt: at,
    buckets: k,
    lowAt: low,
    availability: av,
    ...(rk !== undefined && { requestHash: rk }),
    ...(limitPerShopper && { limitPerShopper }),
    ...(pg && { packing: fromPackingList(pg) }),
    ...fromVariantAttributes(item, c),
    ...(cm !== undefined && { changedAt: cm }),
  };
}
