import type { Item } from '@cartless/aggregate';
import { fromPackingList, type Localized, type PackingList, toPackingList } from '@cartless/domain';
import type { Availability, Product, ProductOption, Variant } from './product.ts';

/** An option as it is stored: key, name, values. */
type OptionItem = Readonly<{ k: string; n: Localized; v: readonly Readonly<{ k: string; n: Localized }>[] }>;

/** A variant as it is stored: id, price, cost, image, whether it is not sold any more, availability, how it is packed. */
type VariantItem = Readonly<{
  i: string;
  p: number;
  k?: number;
  m?: string;
  x?: true;
  av: Availability;
  g?: PackingList;
}>;

/** What of a product's item tells of its variants; products without have none of it. */
export type VariantAttributes = Readonly<{ op?: readonly OptionItem[]; va?: readonly VariantItem[] }>;

export const toVariantAttributes = ({ options, variants }: Product): Item => ({
  ...(options && {
    op: options.map(({ key, name, values }) => ({
      k: key,
      n: name,
      v: values.map((value) => ({ k: value.key, n: value.name })),
    })),
  }),
  ...(variants && {
    va: variants.map(({ variantId, price, cost, image, active, availability, packing }) => ({
      i: variantId,
      p: price.amount,
      ...(cost && { k: cost.amount }),
      ...(image !== undefined && { m: image }),
      ...(!active && { x: true as const }),
      av: availability,
      ...(packing && { g: toPackingList(packing) }),
    })),
  }),
});

/** @param currency that of the product */
export function fromVariantAttributes(
  { op, va }: VariantAttributes,
  currency: string,
): Readonly<{ options?: readonly ProductOption[]; variants?: readonly Variant[] }> {
  return {
    ...(op && {
      options: op.map(({ k, n, v }) => ({
        key: k,
        name: n,
        values: v.map((value) => ({ key: value.k, name: value.n })),
      })),
    }),
    ...(va && {
      variants: va.map(({ i, p, k, m, x, av, g }) => ({
        variantId: i,
        price: { amount: p, currency },
        ...(k !== undefined && { cost: { amount: k, currency } }),
        ...(m !== undefined && { image: m }),
        ...(g && { packing: fromPackingList(g) }),
        active: !x,
        availability: av,
      })),
    }),
  };
}
