import { createHash } from 'node:crypto';
import { idFrom, type Localized, type Money, newId, type ProductId } from '@cartless/domain';
import { CurrencyUnsupported, IdempotencyKeyReused, ProductExists } from '../domain/errors.ts';
import { availabilityOf, type Product } from '../domain/product.ts';
import type { Clock } from './ports.ts';
import { requestHash } from './request-hash.ts';

type Ports = Readonly<{
  /** False when a product with that id is there already. */
  write: (product: Product, units: number, by: string) => Promise<boolean>;
  find: (productId: string) => Promise<Product>;
  currency: string;
  now: Clock;
}>;

export type CreateProduct = Readonly<{
  productId?: ProductId | undefined;
  title: Localized;
  description: Localized;
  category: string;
  price: Money;
  images: readonly string[];
  attributes: Readonly<Record<string, string>>;
  lowAt: number;
  buckets: number;
  stock: number;
  by: string;
  idempotencyKey?: string | undefined;
}>;

/**
 * Puts a product on sale. With an idempotency key, its id comes from the key.
 * @throws AppError CURRENCY_UNSUPPORTED, PRODUCT_EXISTS, IDEMPOTENCY_KEY_REUSED
 */
export const createProduct =
  ({ write, find, currency, now }: Ports) =>
  async ({ by, idempotencyKey, stock, productId, ...given }: CreateProduct): Promise<Product> => {
    if (given.price.currency !== currency) throw CurrencyUnsupported({ details: { currency } });
    const product: Product = {
      ...given,
      productId: productId ?? derivedId(by, idempotencyKey),
      active: true,
      version: 1,
      createdAt: now().getTime(),
      availability: availabilityOf(stock, given.lowAt),
      ...(idempotencyKey !== undefined && { requestHash: requestHash({ ...given, stock }) }),
    };
    if (await write(product, stock, by)) return product;
    // A product made by the same key is this one; an id that the caller chose must be new.
    if (productId !== undefined || idempotencyKey === undefined) throw ProductExists();
    const known = await find(product.productId);
    if (known.requestHash !== product.requestHash) throw IdempotencyKeyReused();
    return known;
  };

const derivedId = (by: string, key: string | undefined): ProductId =>
  key === undefined
    ? newId('product')
    : idFrom('product', createHash('sha256').update(`${by}\n${key}`).digest());
