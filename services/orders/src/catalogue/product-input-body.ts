import { Money, PackingInput, pattern, Price, prose, rule, skuOf, text, VariantId } from '@cartless/domain';
import * as z from 'zod/mini';
import { ShopperLimit } from '../limits/shopper-limit.ts';
import { CategoryName } from './category-name.ts';
import type { Product, ProductOption, Stocked } from './product.ts';
import { ProductShape, showProduct, showVariant, VariantShape } from './product-body.ts';
import { stockedWith } from './variants.ts';

const localized = <S extends z.ZodMiniType>(words: S) => z.strictObject({ en: words, 'zh-CN': words });

/** Buckets beyond this would leave no room for the other lines of an order in its transaction. */
const MAX_BUCKETS = 20;

const key = z.string().check(
  pattern(/^[a-z0-9-]+$/, {
    en: 'Must be of lower-case letters, digits and hyphens.',
    'zh-CN': '只能使用小写字母、数字和连字符。',
  }),
  z.maxLength(20),
);
const imageAddress = pattern(/^(https:\/\/|\/)\S+$/, {
  en: 'Must be an address that begins with https://, or a path that begins with /, without spaces.',
  'zh-CN': '必须是以 https:// 开头的网址，或以 / 开头的路径，且不含空格。',
});
const image = text(500).check(imageAddress);

/** The names of attributes are those of an object's members, and what every object has would be taken for its own. */
const attributeName = text(40).check(
  rule((name) => !(name in Object.prototype), {
    en: 'Is no name that an attribute can have. Choose another.',
    'zh-CN': '不能用作属性名称，请换一个。',
  }),
);
/** So that a page of products stays one that can be answered. */
const MAX_ATTRIBUTES = 50;
const attributes = z.record(attributeName, text(200)).check(
  rule((named) => Object.keys(named).length <= MAX_ATTRIBUTES, {
    en: `Must have at most ${MAX_ATTRIBUTES} entries.`,
    'zh-CN': `至多 ${MAX_ATTRIBUTES} 项。`,
  }),
);

const OptionValue = z.strictObject({ key, name: localized(text(40)) });
const Option = z.strictObject({
  key,
  name: localized(text(40)),
  values: z.array(OptionValue).check(z.minLength(1), z.maxLength(50)),
});
const Variant = z.strictObject({
  variantId: z.optional(VariantId),
  options: z.optional(z.record(key, key)),
  price: z.optional(Price),
  cost: z.optional(z.nullable(Price)),
  stock: z.optional(z.int().check(z.gte(0), z.lte(10_000_000))),
  image: z.optional(z.nullable(image)),
  packing: z.optional(z.nullable(PackingInput)),
  active: z.optional(z.boolean()),
});

/** Options and variants, as an administrator says them. */
export const VARIETY_FIELDS = {
  options: z.optional(z.array(Option).check(z.minLength(1), z.maxLength(3))),
  variants: z.optional(z.array(Variant).check(z.minLength(1), z.maxLength(99))),
};

/** What an administrator says of a product. */
export const PRODUCT_FIELDS = {
  title: localized(text(120)),
  description: localized(prose(2000)),
  category: CategoryName,
  price: Price,
  images: z.array(image).check(z.maxLength(10)),
  attributes,
  lowAt: z.int().check(z.gte(0), z.lte(1_000_000)),
  buckets: z.int().check(z.gte(1), z.lte(MAX_BUCKETS)),
};

/** The same of a new product, with what is taken when nothing is said. */
export const NEW_PRODUCT_FIELDS = {
  ...PRODUCT_FIELDS,
  images: z._default(PRODUCT_FIELDS.images, []),
  attributes: z._default(PRODUCT_FIELDS.attributes, {}),
  lowAt: z._default(PRODUCT_FIELDS.lowAt, 5),
  buckets: z._default(PRODUCT_FIELDS.buckets, 1),
  limitPerShopper: z.optional(ShopperLimit),
  cost: z.optional(Price),
  packing: z.optional(PackingInput),
  ...VARIETY_FIELDS,
};

const AdminVariantShape = z.extend(VariantShape, {
  active: z.boolean(),
  cost: z.optional(Money),
  packing: z.optional(PackingInput),
});
/** A product as administrators see it: in every language, and with what it costs the shop. */
export const AdminProductShape = z.extend(ProductShape, {
  titles: z.object({ en: z.string(), 'zh-CN': z.string() }),
  descriptions: z.object({ en: z.string(), 'zh-CN': z.string() }),
  options: z.optional(z.array(Option)),
  packing: z.optional(PackingInput),
  variants: z.optional(z.array(AdminVariantShape)),
  active: z.boolean(),
  cost: z.optional(Money),
  lowAt: z.int(),
  buckets: z.int(),
});

export const showAdminProduct = (
  product: Product,
  locale: 'en' | 'zh-CN',
): z.infer<typeof AdminProductShape> => {
  const { options: _options, variants: _variants, ...shown } = showProduct(product, locale);
  return {
    ...shown,
    titles: product.title,
    descriptions: product.description,
    ...(product.options && { options: product.options.map(copyOf) }),
    ...(product.variants && {
      variants: product.variants.map((variant) => ({
        ...showVariant(product, variant, locale),
        active: variant.active,
        ...(variant.cost && { cost: variant.cost }),
        ...(variant.packing && { packing: variant.packing }),
      })),
    }),
    ...(product.packing && { packing: product.packing }),
    active: product.active,
    ...(product.cost && { cost: product.cost }),
    lowAt: product.lowAt,
    buckets: product.buckets,
  };
};

/** The same with how many units can be bought now, of each variant and in all. */
export const StockedProductShape = z.extend(AdminProductShape, {
  variants: z.optional(z.array(z.extend(AdminVariantShape, { available: z.int() }))),
  available: z.int(),
});

export function showStocked(
  { product, available }: Stocked,
  locale: 'en' | 'zh-CN',
): z.infer<typeof StockedProductShape> {
  const { variants, ...shown } = showAdminProduct(stockedWith(product, available), locale);
  const unitsOf = (variantId?: string) => available.get(skuOf({ ...product, variantId })) ?? 0;
  return {
    ...shown,
    ...(variants && {
      variants: variants.map((variant) => ({ ...variant, available: unitsOf(variant.variantId) })),
    }),
    available: [...available.values()].reduce((sum, units) => sum + units, 0),
  };
}

const copyOf = ({ values, ...option }: ProductOption) => ({ ...option, values: [...values] });

const VERSION = /^(?:W\/)?"(\d+)(?:\.[\w-]+)?"$/;

/** Reads the version out of an `If-Match` header: `"3"`, or the ETag of a product that was shown, `"3.nT1…"`. */
export const versionOf = (ifMatch: string | undefined): number | undefined => {
  const match = VERSION.exec(ifMatch ?? '');
  return match === null ? undefined : Number(match[1]);
};

export const IfMatch = z.optional(z.string().check(z.regex(VERSION)));
