import type { Product } from '../../../../services/orders/src/catalogue/product.ts';
import { yuan } from '../shop/goods.ts';

type Body = Readonly<Record<string, unknown>>;

const EURO = { amount: 900, currency: 'EUR' };
const name = (key: string) => ({ en: key, 'zh-CN': key });
const optionOf = (key: string, values: readonly string[]) => ({
  key,
  name: name(key),
  values: values.map((value) => ({ key: value, name: name(value) })),
});
const many = (count: number): string[] => Array.from({ length: count }, (_, index) => `v${index}`);
const variantsOf = (values: readonly string[], stock: number) =>
  values.map((size) => ({ options: { size }, stock }));

const NEW = {
  title: name('Lamp'),
  description: name('A lamp.'),
  category: 'home.lighting',
  price: yuan(900),
  stock: 1,
};

/** Products that cannot be made, with whatever else there is. */
export const IMPOSSIBLE: readonly Body[] = [
  { ...NEW, productId: 'prd_1' },
  { ...NEW, price: EURO },
  { ...NEW, price: yuan(0) },
  { ...NEW, stock: 0, options: [optionOf('size', ['s', 's'])], variants: variantsOf(['s'], 1) },
  { ...NEW, stock: 0, options: [optionOf('size', ['s'])], variants: variantsOf(['xxl'], 1) },
  { ...NEW, stock: 4, options: [optionOf('size', ['s'])], variants: variantsOf(['s'], 1) },
  { ...NEW, stock: 0, buckets: 20, options: [optionOf('size', many(5))], variants: variantsOf(many(5), 1) },
  { ...NEW, stock: 0, buckets: 3, options: [optionOf('size', many(33))], variants: variantsOf(many(33), 1) },
];

/** Changes that a product cannot have, each with the version that they say. */
export function wrongChanges(product: Product): readonly Body[] {
  const { version, buckets, variants = [], options = [] } = product;
  const [first] = variants;
  const [option] = options;
  const ofAny = [
    { lowAt: 3 },
    { lowAt: 3, version: version + 1 },
    { price: EURO, version },
    ...(buckets > 1 ? [{ buckets: buckets - 1, version }] : []),
    { options: [optionOf('size', ['s', 's'])], version },
  ];
  if (first === undefined || option === undefined)
    return [...ofAny, { price: yuan(0), limitPerShopper: null, version }];
  const { key, name: named, values } = option;
  const more = (count: number) => ({
    options: [{ key, name: named, values: [...values, ...optionOf(key, many(count)).values] }],
    variants: many(count).map((value) => ({ options: { [key]: value }, stock: 1 })),
  });
  return [
    ...ofAny,
    { variants: [{ variantId: 'xxl' }], version },
    { variants: [{ variantId: first.variantId, stock: 3 }], version },
    { price: yuan(product.price.amount + 1), version },
    { ...more(4), buckets: 20, version },
    ...(buckets <= 3 ? [{ ...more(30), buckets: 3, version }] : []),
  ];
}

/** A product that had no sizes gets one. */
export const sizesFor = ({ version }: Product): Body => ({
  options: [optionOf('size', ['s'])],
  variants: variantsOf(['s'], 1),
  version,
});

/** Promotions that cannot be, under a code that is taken and one that is not. */
export const wrongPromotions = (taken: string): readonly Body[] => [
  { code: taken, reduction: { type: 'percent', percent: 3 } },
  { code: 'AUTUMN', reduction: { type: 'amount', amount: EURO } },
  {
    code: 'AUTUMN',
    reduction: { type: 'percent', percent: 3 },
    from: '2026-05-05T00:00:00Z',
    until: '2026-05-04T00:00:00Z',
  },
];

/** Changes that a promotion cannot have. */
export const wrongTerms = (version: number): readonly Body[] => [
  { active: true },
  { active: true, version: version + 1 },
  { smallestTotal: EURO, version },
  { from: '2026-05-05T00:00:00Z', until: '2026-05-04T00:00:00Z', version },
];

/** Movements of stock that cannot be. */
export const WRONG_MOVEMENTS: readonly Body[] = [
  { delta: -100_000, reason: 'counted' },
  { delta: 1, variantId: 'xxl', reason: 'counted' },
];
/** The same where there are sizes. */
export const OF_NO_SIZE: Body = { delta: 1, reason: 'counted' };
