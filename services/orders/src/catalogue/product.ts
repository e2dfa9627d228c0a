import type { Change } from '@cartless/aggregate';
import type { Localized, Money, Packing, ProductId, Sku } from '@cartless/domain';
import type { ShopperLimit } from '../limits/shopper-limit.ts';

/** Whether one can buy it, without saying how many there are. */
export const AVAILABILITIES = ['in-stock', 'low', 'sold-out'] as const;
export type Availability = (typeof AVAILABILITIES)[number];

/** Something in which the variants of a product differ, and what it can be. Keys never change, names may. */
export type ProductOption = Readonly<{ key: string; name: Localized; values: readonly OptionValue[] }>;
export type OptionValue = Readonly<{ key: string; name: Localized }>;

/** A variant: its id is made of the keys of its option values. One that is not sold any more stays, inactive. */
export type Variant = Readonly<{
  variantId: string;
  price: Money;
  /** What one unit costs the shop, when that is not what it says of the product. */
  cost?: Money;
  image?: string;
  /** What is otherwise than of its product. */
  packing?: Packing;
  active: boolean;
  availability: Availability;
}>;

/** The orders in which products can be listed; what was searched for can also be listed best first. */
export const SORTS = ['relevance', 'newest', 'price', '-price'] as const;
export type Sort = (typeof SORTS)[number];

/** What the catalogue knows of a product. How many there are is kept apart, in the buckets of its stock. */
export type Product = Readonly<{
  productId: ProductId;
  title: Localized;
  description: Localized;
  /** A leaf of the category tree, `department.category`, or a department alone. */
  category: string;
  price: Money;
  /** What one unit costs the shop; staff only. */
  cost?: Money;
  images: readonly string[];
  attributes: Readonly<Record<string, string>>;
  active: boolean;
  version: number;
  createdAt: number;
  /** Of its last change; products that no one has changed since this was noted have none. */
  changedAt?: number;
  /** How many items its stock is spread over; 1 unless it is in very high demand. */
  buckets: number;
  /** The stock at which it counts as low. */
  lowAt: number;
  availability: Availability;
  /** How many one shopper may have; what costs nothing always has one. */
  limitPerShopper?: ShopperLimit;
  /** What a packer and a carrier need to know of one unit. */
  packing?: Packing;
  /** In what its variants differ. A product has options and variants, or neither. */
  options?: readonly ProductOption[];
  variants?: readonly Variant[];
  /** Of the request that created it, when that bore an Idempotency-Key. */
  requestHash?: string;
}>;

/** How many there are of a product, or of each of its variants. */
export type UnitsBySku = ReadonlyMap<Sku, number>;

/** A product and how many there are of everything that it is sold as. */
export type Stocked = Readonly<{ product: Product; available: UnitsBySku }>;

export type ProductFact = Readonly<{ at: number }> &
  Readonly<{ type: 'product-changed' } | { type: 'stock-low'; available: number; variantId?: string }>;

/** What is written together with a product: what its buckets repeat of it, and its first stock. */
export type ProductSide =
  | Readonly<{ type: 'open-bucket'; variantId?: string; bucket: number; units: number }>
  | Readonly<{ type: 'retell-bucket'; variantId?: string; bucket: number }>
  /** Nothing is sold from it any more, because variants are; refused when there are units in it. */
  | Readonly<{ type: 'close-bucket'; bucket: number }>
  | Readonly<{ type: 'book-first-stock'; variantId?: string; units: number; by: string; at: number }>;

export type ProductChanged = Change<Product, ProductFact, ProductSide>;
export type ProductRule = (product: Product) => ProductChanged | undefined;

/** The branch of the category tree in which a category stands. */
export const departmentOf = (category: string): string => category.split('.')[0] ?? category;

/** Whether a category is the wanted one, or stands below it. */
export const belongsTo = (category: string, wanted: string): boolean =>
  category === wanted || category.startsWith(`${wanted}.`);

export const availabilityOf = (available: number, lowAt: number): Availability =>
  available <= 0 ? 'sold-out' : available <= lowAt ? 'low' : 'in-stock';

/** Spreads units over buckets as evenly as whole numbers allow. */
export const spread = (units: number, buckets: number): number[] =>
  Array.from({ length: buckets }, (_, i) => Math.floor(units / buckets) + (i < units % buckets ? 1 : 0));
