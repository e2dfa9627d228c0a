import { createHash } from 'node:crypto';
import { idFrom, newId, type ProductId } from '@cartless/domain';
import type { ShopperLimit } from '../limits/shopper-limit.ts';
import { CurrencyUnsupported, ProductExists } from './errors.ts';
import { IdempotencyKeyReused } from '../ordering/errors.ts';
import { sell } from './product-change.ts';
import { availabilityOf, type Product, type ProductChanged } from './product.ts';
import type { Clock } from '../ordering/ports.ts';
import { requestHash } from '../request-hash.ts';

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
    productId?: ProductId | undefined;
    stock: number;
    by: string;
    idempotencyKey?: string | undefined;
  }>;

/**
 * Puts a product on sale. With an idempotency key, its id comes from the key.
 * @throws AppError CURRENCY_UNSUPPORTED, PRODUCT_EXISTS, IDEMPOTENCY_KEY_REUSED, LIMIT_REQUIRED
 */
export const createProduct =
  ({ create, currency, now }: Ports) =>
  async ({
    by,
    idempotencyKey,
    stock,
    productId,
    limitPerShopper,
    ...request
  }: CreateProduct): Promise<Product> => {
    const given = { ...request, ...(limitPerShopper && { limitPerShopper }) };
    if (given.price.currency !== currency) throw CurrencyUnsupported({ details: { currency } });
    const product: Product = {
      ...given,
      productId: productId ?? derivedId(by, idempotencyKey),
      active: true,
      version: 0,
      createdAt: now().getTime(),
      availability: availabilityOf(stock, given.lowAt),
      ...(idempotencyKey !== undefined && { requestHash: requestHash({ ...given, stock }) }),
    };
    const { state, created } = await create(() => sell(product, stock, by));
    if (created) return state;
    // A product made by the same key is this one; an id that the caller chose must be new.
    if (productId !== undefined || idempotencyKey === undefined) throw ProductExists();
    if (state.requestHash !== product.requestHash) throw IdempotencyKeyReused();
    return state;
  };

const derivedId = (by: string, key: string | undefined): ProductId =>
  key === undefined
    ? newId('product')
    : idFrom('product', createHash('sha256').update(`${by}\n${key}`).digest());
