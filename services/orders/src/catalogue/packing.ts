import type { Localized, Packing } from '@cartless/domain';
import type { ProductOption } from './product.ts';
import { valuesIn } from './variants.ts';

/** What is known of a product to pack it, with what is otherwise for one of its variants; undefined when nothing is. */
export function packingOf(ofProduct: Packing | undefined, ofVariant?: Packing): Packing | undefined {
  const both = { ...ofProduct, ...known(ofVariant ?? {}) };
  const { dangerousGoods, ...rest } = known(both);
  // What is not dangerous and what nobody called dangerous is packed alike.
  const packing = { ...rest, ...(dangerousGoods !== 'none' && dangerousGoods && { dangerousGoods }) };
  return Object.keys(packing).length > 0 ? packing : undefined;
}

const known = (packing: Packing): Packing =>
  Object.fromEntries(Object.entries(packing).filter(([, value]) => value !== undefined));

/** What was chosen of an option, in every language. */
export type Choice = Readonly<{ name: Localized; value: Localized }>;

/** What a variant is of each option, by name: `Size: M, Colour: blue`. */
export const choicesIn = (options: readonly ProductOption[], variantId: string): readonly Choice[] =>
  valuesIn(variantId).flatMap((key, i) => {
    const option = options[i];
    const value = option?.values.find((one) => one.key === key);
    return option && value ? [{ name: option.name, value: value.name }] : [];
  });
