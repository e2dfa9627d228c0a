import type { Clock } from '../ordering/ports.ts';
import { CurrencyUnsupported } from './errors.ts';
import { edit, type ProductFields } from './product-change.ts';
import type { Product, ProductRule, Stocked } from './product.ts';
import { moneyIn } from './vary.ts';

type Ports = Readonly<{
  readStocked: (productId: string) => Promise<Stocked>;
  change: (productId: string, rule: ProductRule, options: Readonly<{ known: Product }>) => Promise<Product>;
  now: Clock;
  /** What prices must be in; not needed where no price changes. */
  currency?: string;
}>;

export type ChangeProduct = Readonly<{
  productId: string;
  change: ProductFields;
  /** The version that the administrator saw; undefined when any will do. */
  version: number | undefined;
  /** Who changes it. */
  by?: string;
}>;

/**
 * Changes or archives a product, unless somebody else was faster.
 * @throws AppError PRODUCT_NOT_FOUND, CURRENCY_UNSUPPORTED, BUSY and those of {@link edit}
 */
export const changeProduct =
  ({ readStocked, change, now, currency }: Ports) =>
  async ({ productId, change: fields, version, by }: ChangeProduct): Promise<Product> => {
    if (moneyIn(fields).some((money) => money.currency !== currency)) {
      throw CurrencyUnsupported(currency === undefined ? {} : { details: { currency } });
    }
    const { product: known, available } = await readStocked(productId);
    const at = now().getTime();
    return change(
      productId,
      (product) => edit(product, fields, { version, available, at, ...(by !== undefined && { by }) }),
      { known },
    );
  };
