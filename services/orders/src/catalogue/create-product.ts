import { requestHash } from '@cartless/aggregate';
import { createHash } from 'node:crypto';
import { idFrom, type Money, newId, type Packing, type ProductId } from '@cartless/domain';
import type { ShopperLimit } from '../limits/shopper-limit.ts';
import { CurrencyUnsupported, ProductExists, StockByVariant } from './errors.ts';
import { IdempotencyKeyReused } from '../ordering/errors.ts';
import { sell } from './product-change.ts';
import type { Product, ProductChanged } from './product.ts';
import { stockedWith } from './variants.ts';
import { moneyIn, type Variety, vary } from './vary.ts';
import type { Clock } from '../ordering/ports.ts';

type Ports = Readonly<{
  create: (make: () => ProductChanged) => Promise<Readonly<{ state: Product; created: boolean }>>;
  currency: string;
  now: Clock;
}>;

export type CreateProduct = Pick<
  Product,
  'title' | 'description' | 'category' | 'price' | 'images' | 'attributes' | 'lowAt' | 'buckets'
> &
  Readonly<{
    limitPerShopper?: ShopperLimit | undefined;
    cost?: Money | undefined;
    packing?: Packing | undefined;
    productId?: ProductId | undefined;
    /** Of a product without variants. */
    stock: number;
    by: string;
    idempotencyKey?: string | undefined;
  }> &
  Variety;

/**
 * Puts a product on sale. With an idempotency key, its id comes from the key.
 * @returns the product, and whether an earlier request under the same key had made it
 * @throws AppError CURRENCY_UNSUPPORTED, PRODUCT_EXISTS, IDEMPOTENCY_KEY_REUSED, LIMIT_REQUIRED and those of {@link vary}
 */
export const createProduct =
  ({ create, currency, now }: Ports) =>
  async ({
    by,
    idempotencyKey,
    stock,
    productId,
    limitPerShopper,
    cost,
    packing,
    options,
    variants,
    ...request
  }: CreateProduct): Promise<Readonly<{ product: Product; replayed: boolean }>> => {
    const given = {
      ...request,
      ...(cost && { cost }),
      ...(limitPerShopper && { limitPerShopper }),
      ...(packing && { packing }),
    };
    const prices = moneyIn({ ...given, variants });
    if (prices.some((price) => price.currency !== currency))
      throw CurrencyUnsupported({ details: { currency } });
    const plain: Product = {
      ...given,
      productId: productId ?? derivedId(by, idempotencyKey),
      active: true,
      version: 0,
      createdAt: now().getTime(),
      availability: 'sold-out',
      ...(idempotencyKey !== undefined && {
        requestHash: requestHash({ ...given, stock, options, variants }),
      }),
    };
    const { product, units } = firstStock(plain, stock, { options, variants });
    const { state, created } = await create(() => sell(product, units, by));
    if (created) return { product: state, replayed: false };
    // A product made by the same key is this one; an id that the caller chose must be new.
    if (productId !== undefined || idempotencyKey === undefined) throw ProductExists();
    if (state.requestHash !== product.requestHash) throw IdempotencyKeyReused();
    return { product: state, replayed: true };
  };

/** A product with its first units: its own, or those of its variants. */
export function firstStock(plain: Product, stock: number, variety: Variety) {
  const { product, opened } = vary(plain, variety);
  if (product.variants !== undefined && stock > 0) throw StockByVariant();
  const units = product.variants === undefined ? new Map([[plain.productId as string, stock]]) : opened;
  return { product: stockedWith(product, units), units };
}

const derivedId = (by: string, key: string | undefined): ProductId =>
  key === undefined
    ? newId('product')
    : idFrom('product', createHash('sha256').update(`${by}\n${key}`).digest());
