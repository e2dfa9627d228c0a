import type { Localized } from '@cartless/domain';
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
    stock: number;
    /** How many items the stock is spread over, for what is in very high demand. */
    buckets?: number;
    /** How many one shopper may have; what is free has one. */
    limitPerShopper?: ShopperLimit;
    title: Localized;
    description: Localized;
  }>[];
}>;
