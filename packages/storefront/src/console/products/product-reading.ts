import { unwrap } from '@cartless/api-client';
import { shop } from '../../app/shop.ts';

/** Lists and products may be kept for ten seconds; whoever changes one wants it as it is. */
const FRESH = { 'cache-control': 'no-cache' } as const;

/** A product in both languages, as it is now. @throws ShopError */
export async function readProduct(productId: string, signal?: AbortSignal) {
  const of = (locale: 'en' | 'zh-CN') =>
    unwrap(
      shop.get('/products/{productId}', {
        params: { path: { productId } },
        locale,
        headers: FRESH,
        ...(signal && { signal }),
      }),
    );
  const [en, zh] = await Promise.all([of('en'), of('zh-CN')]);
  return { en, zh };
}
export type ReadProduct = Awaited<ReturnType<typeof readProduct>>;

export const productQuery = (productId: string) => ({
  queryKey: ['console-product', productId] as const,
  queryFn: ({ signal }: Readonly<{ signal: AbortSignal }>) => readProduct(productId, signal),
});
