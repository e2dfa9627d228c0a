import { firstStock } from '../src/catalogue/create-product.ts';
import type { VariantFields } from '../src/catalogue/vary.ts';
import type { Product, ProductOption } from '../src/catalogue/product.ts';

/** A lamp for 50.00 that is on sale. */
export const aProduct = (given: Partial<Product> & Pick<Product, 'productId'>): Product => ({
  title: { en: 'Desk lamp', 'zh-CN': '台灯' },
  description: { en: 'A lamp.', 'zh-CN': '一盏灯。' },
  category: 'home.lighting',
  price: { amount: 5000, currency: 'CNY' },
  images: [],
  attributes: {},
  active: true,
  version: 0,
  createdAt: Date.now(),
  buckets: 1,
  lowAt: 2,
  availability: 'in-stock',
  ...given,
});

const words = (en: string, zh: string) => ({ en, 'zh-CN': zh });
const SHIRT_OPTIONS: readonly ProductOption[] = [
  {
    key: 'size',
    name: words('Size', '尺码'),
    values: ['s', 'm', 'l'].map((key) => ({ key, name: words(key.toUpperCase(), key.toUpperCase()) })),
  },
  {
    key: 'colour',
    name: words('Colour', '颜色'),
    values: [
      { key: 'white', name: words('white', '白色') },
      { key: 'blue', name: words('blue', '蓝色') },
    ],
  },
];

/** A linen shirt for 200.00 in some of its variants, and the first units of each. */
export const aShirt = (
  productId: Product['productId'],
  variants: readonly VariantFields[],
  more: Partial<Product> = {},
) =>
  firstStock(
    aProduct({
      productId,
      title: words('Linen shirt', '亚麻衬衫'),
      category: 'clothing.men',
      price: { amount: 20_000, currency: 'CNY' },
      ...more,
    }),
    0,
    { options: SHIRT_OPTIONS, variants },
  );
