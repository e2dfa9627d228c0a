import type { Page } from '@cartless/aggregate';
import { skuOf } from '@cartless/domain';
import { requireVariant } from '../catalogue/require-variant.ts';
import type { Product } from '../catalogue/product.ts';
import type { ReadLedger, Movement } from './movement.ts';

type Ports = Readonly<{ readProduct: (productId: string) => Promise<Product>; ledger: ReadLedger }>;
type Asked = Readonly<{
  productId: string;
  variantId?: string | undefined;
  limit: number;
  cursor?: string | undefined;
}>;

/**
 * Reads the ledger of a product or variant, the newest entry first.
 * @throws AppError PRODUCT_NOT_FOUND, VARIANT_NOT_FOUND, CURSOR_INVALID
 */
export const listMovements =
  ({ readProduct, ledger }: Ports) =>
  async ({ productId, variantId, ...page }: Asked): Promise<Page<Movement>> => {
    requireVariant(await readProduct(productId), variantId);
    return ledger(skuOf({ productId, variantId }), page);
  };
