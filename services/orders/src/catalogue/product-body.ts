import { Grams, type Locale, Money, type Packing, ProductId, Size, VariantId } from '@cartless/domain';
import * as z from 'zod/mini';
import { ShopperLimit } from '../limits/shopper-limit.ts';
import { packingOf } from './packing.ts';
import { chosenIn, variantTitle } from './variants.ts';
import { AVAILABILITIES, type Availability, type Product, type Variant } from './product.ts';

const named = z.object({ key: z.string(), name: z.string() });
const OptionShape = z.extend(named, { values: z.array(named) });

/** Of what is known to pack it, what a shopper may want to know too. */
const MEASURES = { weightGrams: z.optional(Grams), size: z.optional(Size) };

/** A variant by the key of its value of each option; `title` names the values. */
export const VariantShape = z.object({
  variantId: VariantId,
  title: z.string(),
  options: z.record(z.string(), z.string()),
  price: Money,
  availability: z.enum(AVAILABILITIES),
  image: z.optional(z.string()),
  ...MEASURES,
});

export const ProductShape = z.object({
  productId: ProductId,
  title: z.string(),
  description: z.string(),
  category: z.string(),
  price: Money,
  availability: z.enum(AVAILABILITIES),
  images: z.array(z.string()),
  attributes: z.record(z.string(), z.string()),
  options: z.optional(z.array(OptionShape)),
  variants: z.optional(z.array(VariantShape)),
  version: z.int(),
  limitPerShopper: z.optional(ShopperLimit),
  ...MEASURES,
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
  ...showVariety(product, locale),
  version: product.version,
  ...(product.limitPerShopper && { limitPerShopper: product.limitPerShopper }),
  ...measuresOf(packingOf(product.packing)),
});

const measuresOf = ({ weightGrams, size }: Packing = {}) => ({
  ...(weightGrams !== undefined && { weightGrams }),
  ...(size && { size }),
});

export const showVariant = (
  { options = [], packing: ofProduct }: Product,
  { variantId, price, availability, image, packing }: Variant,
  locale: Locale,
): z.infer<typeof VariantShape> => ({
  variantId,
  title: variantTitle(options, variantId)[locale],
  options: chosenIn(options, variantId),
  price,
  availability,
  ...(image !== undefined && { image }),
  ...measuresOf(packingOf(ofProduct, packing)),
});

/** Options, and the variants that can be bought. */
const showVariety = (product: Product, locale: Locale) => ({
  ...(product.options && {
    options: product.options.map(({ key, name, values }) => ({
      key,
      name: name[locale],
      values: values.map((value) => ({ key: value.key, name: value.name[locale] })),
    })),
  }),
  ...(product.variants && {
    variants: product.variants
      .filter(({ active }) => active)
      .map((variant) => showVariant(product, variant, locale)),
  }),
});
