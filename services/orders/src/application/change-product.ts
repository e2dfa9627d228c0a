import { changeProduct as change, type ProductChange } from '../domain/change-product.ts';
import { CurrencyUnsupported, VersionConflict } from '../domain/errors.ts';
import { availabilityOf, type Product } from '../domain/product.ts';
import type { Clock, ReadProduct, SaveProduct } from './ports.ts';

type Ports = Readonly<{
  readProduct: ReadProduct;
  saveProduct: SaveProduct;
  now: Clock;
  /** What prices must be in; not needed where no price changes. */
  currency?: string;
}>;

export type ChangeProduct = Readonly<{
  productId: string;
  change: ProductChange;
  /** The version that the administrator saw; undefined when any will do. */
  version: number | undefined;
}>;

/**
 * Changes or archives a product, unless somebody else was faster.
 * @throws AppError PRODUCT_NOT_FOUND, VERSION_CONFLICT, BUCKETS_CANNOT_SHRINK
 */
export const changeProduct =
  ({ readProduct, saveProduct, now, currency }: Ports) =>
  async ({ productId, change: fields, version }: ChangeProduct): Promise<Product> => {
    if (fields.price !== undefined && fields.price.currency !== currency) {
      throw CurrencyUnsupported({ details: { currency } });
    }
    const { product: before, available } = await readProduct(productId);
    const changed = change(before, fields, version);
    const after = { ...changed, availability: availabilityOf(available, changed.lowAt) };
    if (await saveProduct(before, after, now().getTime())) return after;
    const { product: newer } = await readProduct(productId);
    throw VersionConflict({ details: { version: newer.version } });
  };
