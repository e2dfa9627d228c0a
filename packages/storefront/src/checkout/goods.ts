import { ShopError } from '@cartless/api-client';
import { queryOf } from '@cartless/api-client/query';
import { useQueries } from '@tanstack/react-query';
import { shop } from '../app/shop.ts';
import type { BasketLine } from '../shop/basket.ts';
import type { Product, Variant } from '../shop/product.ts';

/** A line of the basket, with what is known of its goods. */
export type GoodsLine = BasketLine &
  Readonly<{
    key: string;
    product: Product | undefined;
    variant: Variant | undefined;
    /** In the language of the page; the number of the product while nothing is known. */
    title: string;
    /** Not sold any more. */
    gone: boolean;
  }>;

export const keyOf = ({ productId, variantId }: Omit<BasketLine, 'quantity'>): string =>
  `${productId}/${variantId ?? ''}`;

/** What the lines are of. One product that cannot be asked for stops the others not. */
export function useGoods(lines: readonly BasketLine[]) {
  const asked = useQueries({
    queries: lines.map(({ productId }) =>
      queryOf(shop, '/products/{productId}', { params: { path: { productId } } }),
    ),
  });
  const goods = lines.map((line, at): GoodsLine => {
    const { data: product, error } = asked[at] ?? {};
    const variant = product?.variants?.find(({ variantId }) => variantId === line.variantId);
    const isGone = error instanceof ShopError && error.problem.status === 404;
    const names = [product?.title ?? line.productId, ...(variant === undefined ? [] : [variant.title])];
    return {
      ...line,
      key: keyOf(line),
      product,
      variant,
      title: names.join(' · '),
      gone: isGone || (product !== undefined && (product.variants !== undefined) !== (variant !== undefined)),
    };
  });
  const failed = asked.find(({ error }) => error instanceof ShopError && error.problem.status !== 404);
  return {
    goods,
    pending: asked.some(({ isPending }) => isPending),
    error: failed?.error ?? null,
    again: () => void Promise.all(asked.map(({ refetch }) => refetch())),
  };
}

/** What one unit costs, as far as that is known. */
export const priceOf = ({ product, variant }: GoodsLine) => variant?.price ?? product?.price;
