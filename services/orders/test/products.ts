import type { Product } from '../src/catalogue/product.ts';

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
