import { restock } from '../catalogue/product-change.ts';
import type { Product, ProductRule, Stocked } from '../catalogue/product.ts';
import type { Clock } from '../ordering/ports.ts';

type Ports = Readonly<{
  readStocked: (productId: string) => Promise<Stocked>;
  change: (productId: string, rule: ProductRule, options: Readonly<{ known: Product }>) => Promise<Product>;
  now: Clock;
}>;

/**
 * Brings the availability that the catalogue shows up to date with the stock, and tells when it became low. The
 * catalogue lags behind by the stream's delay; whether something can be bought is decided by the stock alone.
 *
 * @throws AppError PRODUCT_NOT_FOUND, BUSY
 */
export const watchStock =
  ({ readStocked, change, now }: Ports) =>
  async (productId: string): Promise<void> => {
    const { product: known, available } = await readStocked(productId);
    await change(productId, (product) => restock(product, available, now().getTime()), { known });
  };
