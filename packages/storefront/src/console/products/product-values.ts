import type { components } from '@cartless/api-client';
import { minorUnits, typedAmount } from '../acts/amount.ts';
import type { KeptProduct } from './product-reading.ts';

type NewProduct = components['schemas']['NewProduct'];
type Change = components['schemas']['ProductChange'];

/** The fields of a product as texts, as they stand in a form. */
export const FIELDS = [
  'titleEn',
  'titleZh',
  'descriptionEn',
  'descriptionZh',
  'category',
  'price',
  'cost',
  'images',
  'lowAt',
  'limitUnits',
  'limitDays',
  'stock',
] as const;
export type Field = (typeof FIELDS)[number];
export type Values = Readonly<Record<Field, string>>;

export const EMPTY: Values = {
  titleEn: '',
  titleZh: '',
  descriptionEn: '',
  descriptionZh: '',
  category: '',
  price: '',
  cost: '',
  images: '',
  lowAt: '',
  limitUnits: '',
  limitDays: '',
  stock: '',
};

/** A product as a form begins with it. */
export const valuesOf = (product: KeptProduct): Values => ({
  ...EMPTY,
  titleEn: product.titles.en,
  titleZh: product.titles['zh-CN'],
  descriptionEn: product.descriptions.en,
  descriptionZh: product.descriptions['zh-CN'],
  category: product.category,
  price: typedAmount(product.price),
  cost: product.cost === undefined ? '' : typedAmount(product.cost),
  images: product.images.join('\n'),
  lowAt: String(product.lowAt),
  limitUnits: product.limitPerShopper === undefined ? '' : String(product.limitPerShopper.units),
  limitDays: product.limitPerShopper?.days === undefined ? '' : String(product.limitPerShopper.days),
});

/** The fields in which two differ. */
export const changedFields = (before: Values, after: Values): readonly Field[] =>
  FIELDS.filter((field) => before[field] !== after[field]);

const lines = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
const whole = (text: string): number | undefined =>
  /^\d{1,9}$/.test(text.trim()) ? Number(text) : undefined;

/** The fields that cannot be read, each of which would be refused. */
export function unreadable(values: Values, currency: string): readonly Field[] {
  const isAmount = (text: string) => minorUnits(text, currency) !== undefined;
  const wanted: Partial<Record<Field, boolean>> = {
    titleEn: values.titleEn.trim() !== '',
    titleZh: values.titleZh.trim() !== '',
    descriptionEn: values.descriptionEn.trim() !== '',
    descriptionZh: values.descriptionZh.trim() !== '',
    category: /^[a-z0-9-]+(\.[a-z0-9-]+)?$/.test(values.category.trim()),
    price: isAmount(values.price),
    cost: values.cost.trim() === '' || isAmount(values.cost),
    images: lines(values.images).every((line) => /^(https:\/\/|\/)\S+$/.test(line)),
    ...Object.fromEntries(
      (['lowAt', 'limitUnits', 'limitDays', 'stock'] as const).map((field) => [
        field,
        values[field].trim() === '' || whole(values[field]) !== undefined,
      ]),
    ),
    // Days without units say nothing.
    ...(values.limitDays.trim() !== '' && values.limitUnits.trim() === '' && { limitDays: false }),
  };
  return FIELDS.filter((field) => wanted[field] === false);
}

/** What the shop is told of fields; of texts in two languages always both. */
export function changeOf(values: Values, fields: readonly Field[], currency: string): Change {
  const has = (...names: readonly Field[]) => names.some((name) => fields.includes(name));
  const price = minorUnits(values.price, currency);
  const cost = minorUnits(values.cost, currency);
  const lowAt = whole(values.lowAt);
  return {
    ...(has('titleEn', 'titleZh') && {
      title: { en: values.titleEn.trim(), 'zh-CN': values.titleZh.trim() },
    }),
    ...(has('descriptionEn', 'descriptionZh') && {
      description: { en: values.descriptionEn.trim(), 'zh-CN': values.descriptionZh.trim() },
    }),
    ...(has('category') && { category: values.category.trim() }),
    ...(has('price') && price !== undefined && { price: { amount: price, currency } }),
    ...(has('cost') && { cost: cost === undefined ? null : { amount: cost, currency } }),
    ...(has('images') && { images: [...lines(values.images)] }),
    ...(has('lowAt') && lowAt !== undefined && { lowAt }),
    ...(has('limitUnits', 'limitDays') && { limitPerShopper: limitOf(values) }),
  };
}

function limitOf({ limitUnits, limitDays }: Values) {
  const [units, days] = [whole(limitUnits), whole(limitDays)];
  return units === undefined ? null : { units, ...(days !== undefined && { days }) };
}

/** A new product of all its fields; those that are empty are as the shop has them usually. */
export function newProductOf(values: Values, currency: string): NewProduct {
  const filled = FIELDS.filter((field) => values[field].trim() !== '');
  const { limitPerShopper, ...change } = changeOf(values, filled, currency);
  return {
    ...change,
    ...(limitPerShopper && { limitPerShopper }),
    stock: whole(values.stock) ?? 0,
  } as NewProduct;
}
