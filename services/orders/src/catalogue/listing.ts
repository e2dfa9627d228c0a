import {
  type AccountStanding,
  type Address,
  type Localized,
  type Money,
  type Packing,
  type UserId,
  type Sellable,
  type Sku,
  skuOf,
} from '@cartless/domain';
import type { ShopperLimit } from '../limits/shopper-limit.ts';
import type { OpenOrders } from '../order-limits/open-order.ts';
import { VariantRequired } from './errors.ts';
import { type Choice, choicesIn, packingOf } from './packing.ts';
import type { ProductOption, Variant } from './product.ts';
import { titled } from './variants.ts';

/** What placing an order needs to know of a product. Price and activity are as they were just now; stock decides. */
export type Listing = Readonly<{
  productId: string;
  title: Localized;
  /** Of a variant, without the names of its values. */
  productTitle?: Localized;
  category: string;
  buckets: number;
  price: Money;
  /** What one unit costs the shop, when somebody has said so. */
  cost?: Money;
  active: boolean;
  limit?: ShopperLimit;
  packing?: Packing;
  /** Of a variant, what was chosen. */
  choices?: readonly Choice[];
  options?: readonly ProductOption[];
  variants?: readonly Variant[];
}>;

/** Whose order it is to be, and which address of the shopper's book it goes to, when it does. */
type Shopper = Readonly<{ userId: UserId; addressId?: string | undefined }>;

/**
 * Listings by product id, how the account of the shopper stands when there is one and which of its orders count against its
 * limits, and the address when one was asked for; one read request.
 */
export type ReadListings = (
  productIds: readonly string[],
  shopper: Shopper | undefined,
) => Promise<
  Readonly<{
    listings: ReadonlyMap<string, Listing>;
    address: Address | undefined;
    standing: AccountStanding;
    openOrders: OpenOrders;
  }>
>;

/**
 * What is sold under each line, by its sku: a product, or the variant that the line names, under the title of both. Of what is
 * not in the catalogue there is nothing.
 * @throws AppError VARIANT_REQUIRED with the options of products of which no variant is named
 */
export function soldAs(
  lines: readonly Sellable[],
  listings: ReadonlyMap<string, Listing>,
): ReadonlyMap<Sku, Listing> {
  const open = lines.flatMap(({ productId, variantId }) => {
    const options = listings.get(productId)?.options;
    return options && variantId === undefined ? [{ productId, options: options.map(({ key }) => key) }] : [];
  });
  if (open.length > 0) throw VariantRequired({ details: { lines: open } });
  return new Map(
    lines.flatMap((line) => {
      const listing = listings.get(line.productId);
      const sold = listing && variantIn(listing, line.variantId);
      return sold === undefined ? [] : [[skuOf(line), sold]];
    }),
  );
}

function variantIn(listing: Listing, variantId: string | undefined): Listing | undefined {
  if (variantId === undefined) return listing;
  const { options = [], variants = [], packing: ofProduct, ...product } = listing;
  const variant = variants.find((one) => one.variantId === variantId);
  if (variant === undefined) return undefined;
  const packing = packingOf(ofProduct, variant.packing);
  return {
    ...product,
    title: titled(product.title, options, variantId),
    productTitle: product.title,
    choices: choicesIn(options, variantId),
    ...(packing && { packing }),
    price: variant.price,
    ...(variant.cost && { cost: variant.cost }),
    active: product.active && variant.active,
  };
}
