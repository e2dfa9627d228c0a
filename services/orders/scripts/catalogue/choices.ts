import type { Localized, Packing } from '@cartless/domain';
import type { ProductOption } from '../../src/catalogue/product.ts';
import type { VariantFields } from '../../src/catalogue/vary.ts';

const same = (name: string): Localized => ({ en: name, 'zh-CN': name });

const COLOURS = {
  white: { en: 'white', 'zh-CN': '白色' },
  blue: { en: 'blue', 'zh-CN': '蓝色' },
  black: { en: 'black', 'zh-CN': '黑色' },
  green: { en: 'green', 'zh-CN': '绿色' },
  red: { en: 'red', 'zh-CN': '红色' },
} as const satisfies Record<string, Localized>;
type Colour = keyof typeof COLOURS;

export const sizes = (...names: readonly string[]): ProductOption => ({
  key: 'size',
  name: { en: 'Size', 'zh-CN': '尺码' },
  values: names.map((name) => ({ key: name.toLowerCase(), name: same(name) })),
});
export const colours = (...keys: readonly Colour[]): ProductOption => ({
  key: 'colour',
  name: { en: 'Colour', 'zh-CN': '颜色' },
  values: keys.map((key) => ({ key, name: COLOURS[key] })),
});
/** @param gigabytes of each */
export const storage = (...gigabytes: readonly number[]): ProductOption => ({
  key: 'storage',
  name: { en: 'Storage', 'zh-CN': '存储容量' },
  values: gigabytes.map((size) => ({ key: `${size}gb`, name: same(`${size} GB`) })),
});

type Chosen = Readonly<Record<string, string>>;

/**
 * Every combination of the options as a variant.
 * @param of says of each how many there are, and what it costs or weighs when that is not what the product does
 */
export const everyOne = (
  options: readonly ProductOption[],
  of: (chosen: Chosen, i: number) => Readonly<{ stock: number; price?: number; packing?: Packing }>,
): Readonly<{ options: readonly ProductOption[]; variants: readonly VariantFields[] }> => ({
  options,
  variants: combinations(options).map((chosen, i) => {
    const { stock, price, packing } = of(chosen, i);
    return {
      options: chosen,
      stock,
      ...(packing && { packing }),
      ...(price !== undefined && { price: { amount: price, currency: 'CNY' } }),
    };
  }),
});

const combinations = (options: readonly ProductOption[]): readonly Chosen[] =>
  options.reduce<readonly Chosen[]>(
    (all, { key, values }) =>
      all.flatMap((chosen) => values.map((value) => ({ ...chosen, [key]: value.key }))),
    [{}],
  );
