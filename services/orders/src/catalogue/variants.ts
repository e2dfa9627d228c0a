import { type Localized, type Money, skuOf, type Sku } from '@cartless/domain';
import {
  type Availability,
  availabilityOf,
  type Product,
  type ProductOption,
  type UnitsBySku,
} from './product.ts';

const JOINT = '_';

/** The id of the variant that has a value of each option, by the keys of the options. */
export const variantIdOf = (
  options: readonly ProductOption[],
  chosen: Readonly<Record<string, string>>,
): string => options.map(({ key }) => chosen[key]).join(JOINT);

/** The keys of a variant's values, in the order of the options. */
export const valuesIn = (variantId: string): readonly string[] => variantId.split(JOINT);

/** Which value a variant has of each option. */
export const chosenIn = (options: readonly ProductOption[], variantId: string): Record<string, string> => {
  const values = valuesIn(variantId);
  return Object.fromEntries(options.map(({ key }, i) => [key, values[i] ?? '']));
};

/** The names of a variant's values in every language: `M, blue`. */
export const variantTitle = (options: readonly ProductOption[], variantId: string): Localized => {
  const names = valuesIn(variantId).flatMap(
    (value, i) => options[i]?.values.find(({ key }) => key === value)?.name ?? [],
  );
  return {
    en: names.map(({ en }) => en).join(', '),
    'zh-CN': names.map((name) => name['zh-CN']).join('，'),
  };
};

/** What a line of an order is called. */
export const titled = (title: Localized, options: readonly ProductOption[], variantId: string): Localized => {
  const more = variantTitle(options, variantId);
  return { en: `${title.en}, ${more.en}`, 'zh-CN': `${title['zh-CN']}，${more['zh-CN']}` };
};

/** Everything that can be bought of a product, or could: itself, or its variants. */
export type Offer = Readonly<{ sku: Sku; variantId?: string; price: Money; active: boolean }>;
export const offersOf = ({ productId, variants, price, active }: Product): readonly Offer[] =>
  variants === undefined
    ? [{ sku: productId, price, active }]
    : variants.map(({ variantId, ...variant }) => ({
        sku: skuOf({ productId, variantId }),
        variantId,
        price: variant.price,
        active: active && variant.active,
      }));

const BEST: readonly Availability[] = ['in-stock', 'low', 'sold-out'];

/** The product as lists show it: for what its cheapest variant costs, and there as long as one of them is. */
export function summarised(product: Product): Product {
  if (product.variants === undefined) return product;
  const sold = product.variants.filter(({ active }) => active);
  const [cheapest] = (sold.length > 0 ? sold : product.variants).toSorted(
    (a, b) => a.price.amount - b.price.amount,
  );
  const availability = BEST.find((one) => sold.some((variant) => variant.availability === one)) ?? 'sold-out';
  return { ...product, price: cheapest?.price ?? product.price, availability };
}

/** The product with the availability that so many units give; each variant counts as low by itself. */
export function stockedWith(product: Product, units: UnitsBySku): Product {
  const { productId, lowAt, variants } = product;
  const shown = (variantId?: string) =>
    availabilityOf(units.get(skuOf({ productId, variantId })) ?? 0, lowAt);
  if (variants === undefined) return { ...product, availability: shown() };
  return summarised({
    ...product,
    variants: variants.map((variant) => ({ ...variant, availability: shown(variant.variantId) })),
  });
}
