import { type Locale, Money, ProductId } from '@cartless/domain';
import * as z from 'zod/mini';
import { ShopperLimit } from '../limits/shopper-limit.ts';
import { AVAILABILITIES, type Availability, type Product } from './product.ts';

export const ProductShape = z.object({
  productId: ProductId,
  title: z.string(),
  description: z.string(),
  category: z.string(),
  price: Money,
  availability: z.enum(AVAILABILITIES),
  images: z.array(z.string()),
  attributes: z.record(z.string(), z.string()),
  version: z.int(),
  limitPerShopper: z.optional(ShopperLimit),
});
export type ProductShape = z.infer<typeof ProductShape>;

export const ProductParams = z.object({ productId: ProductId });

/** A product in the reader's language. */
export const showProduct = (
  product: Product,
  locale: Locale,
  availability: Availability = product.availability,
): ProductShape => ({
  productId: product.productId,
  title: product.title[locale],
  description: product.description[locale],
  category: product.category,
  price: product.price,
  availability,
  images: [...product.images],
  attributes: { ...product.attributes },
  version: product.version,
  ...(product.limitPerShopper && { limitPerShopper: product.limitPerShopper }),
});
