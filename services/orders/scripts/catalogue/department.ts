import type { Localized } from '@cartless/domain';
import type { ProductOption } from '../../src/catalogue/product.ts';
import type { VariantFields } from '../../src/catalogue/vary.ts';
import type { ShopperLimit } from '../../src/limits/shopper-limit.ts';

/** A branch of the demonstration catalogue. Prices are minor units of CNY. */
export type Department = Readonly<{
  id: string;
  title: Localized;
  categories: readonly Readonly<{ id: string; title: Localized }>[];
  products: readonly Readonly<{
    slug: string;
    category: string;
    price: number;
    /** Of a product without variants. */
    stock?: number;
    /** How many items the stock is spread over, for what is in very high demand. */
    buckets?: number;
    /** How many one shopper may have; what is free has one. */
    limitPerShopper?: ShopperLimit;
    title: Localized;
    description: Localized;
    options?: readonly ProductOption[];
    variants?: readonly VariantFields[];
  }>[];
}>;
