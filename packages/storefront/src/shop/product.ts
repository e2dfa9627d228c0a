import type { DataOf, OperationOf } from '@cartless/api-client';

export type Product = DataOf<OperationOf<'get', '/products/{productId}'>>;
export type Variant = NonNullable<Product['variants']>[number];
export type Chosen = Readonly<Record<string, string>>;

/** The variant that has been chosen; undefined while something is left to choose. */
export const variantOf = (
  { variants = [] }: Pick<Product, 'variants'>,
  chosen: Chosen,
): Variant | undefined =>
  variants.find(({ options }) => Object.entries(options).every(([key, value]) => chosen[key] === value));

/** Whether any variant that fits to what is chosen otherwise can be had with a value. */
export const canBeHad = (
  { variants = [] }: Pick<Product, 'variants'>,
  chosen: Chosen,
  key: string,
  value: string,
) =>
  variants.some(
    ({ options, availability }) =>
      availability !== 'sold-out' &&
      options[key] === value &&
      Object.entries(options).every(([other, own]) => other === key || (chosen[other] ?? own) === own),
  );

/** What is chosen at first: the variant of the address, or whatever there is no choice of. */
export function firstChoice({ options = [], variants = [] }: Product, variantId: string | undefined): Chosen {
  const asked = variants.find((variant) => variant.variantId === variantId);
  if (asked !== undefined) return asked.options;
  return Object.fromEntries(
    options.flatMap(({ key, values }) => (values.length === 1 && values[0] ? [[key, values[0].key]] : [])),
  );
}

/** Whether its variants have several prices. */
export const hasPrices = ({ price, variants = [] }: Product): boolean =>
  variants.some((variant) => variant.price.amount !== price.amount);
