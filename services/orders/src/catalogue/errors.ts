import { defineError } from '@cartless/domain';
import * as z from 'zod/mini';

export const CurrencyUnsupported = defineError(
  'invalid',
  'CURRENCY_UNSUPPORTED',
  {
    en: 'The shop sells in {currency} only.',
    'zh-CN': '本店仅以 {currency} 结算。',
  },
  () => z.object({ currency: z.string() }),
);
export const ProductNotFound = defineError('not-found', 'PRODUCT_NOT_FOUND', {
  en: 'There is no such product.',
  'zh-CN': '商品不存在。',
});
export const ProductExists = defineError('conflict', 'PRODUCT_EXISTS', {
  en: 'There is a product with this id already.',
  'zh-CN': '该商品编号已存在。',
});
export const VersionConflict = defineError(
  'conflict',
  'VERSION_CONFLICT',
  {
    en: 'Somebody changed the product meanwhile: it is at version {version} now. Read it again.',
    'zh-CN': '商品已被他人修改，当前版本为 {version}，请重新读取。',
  },
  () => z.object({ version: z.int() }),
);
export const VersionRequired = defineError('invalid', 'VERSION_REQUIRED', {
  en: 'Say which version you change: If-Match, or version in the body.',
  'zh-CN': '请通过 If-Match 或正文中的 version 指明要修改的版本。',
});
export const BucketsCannotShrink = defineError(
  'invalid',
  'BUCKETS_CANNOT_SHRINK',
  {
    en: 'The stock of this product is spread over {buckets} items; it can be spread over more, not fewer.',
    'zh-CN': '该商品库存已分布在 {buckets} 个分片上，只能增加，不能减少。',
  },
  () => z.object({ buckets: z.int() }),
);
export const OptionsInvalid = defineError('invalid', 'OPTIONS_INVALID', {
  en: 'A product with options has variants, and every key of theirs is there once. Options and values that variants have stay, in the order that they have.',
  'zh-CN': '设置规格的商品必须有款式，规格及取值的键不得重复；已有款式所用的规格、取值及其顺序不可更改。',
});
export const VariantInvalid = defineError(
  'invalid',
  'VARIANT_INVALID',
  {
    en: 'A variant names exactly one value of each option, and stands in the request once: see {variant}.',
    'zh-CN': '每个款式须为每个规格指定且仅指定一个取值，且在请求中只出现一次：{variant}。',
  },
  () => z.object({ variant: z.optional(z.string()) }),
);
export const VariantRequired = defineError(
  'invalid',
  'VARIANT_REQUIRED',
  {
    en: 'Say which variant by variantId; see lines for the options.',
    'zh-CN': '请通过 variantId 指明款式，可选规格见 lines。',
  },
  () => z.object({ lines: z.array(z.object({ productId: z.string(), options: z.array(z.string()) })) }),
);
export const VariantNotFound = defineError('not-found', 'VARIANT_NOT_FOUND', {
  en: 'The product has no such variant.',
  'zh-CN': '该商品没有此款式。',
});
export const TooManyVariants = defineError(
  'invalid',
  'TOO_MANY_VARIANTS',
  {
    en: 'A product with its stock spread like this can have {limit} variants.',
    'zh-CN': '按当前库存分片数，该商品最多可有 {limit} 个款式。',
  },
  () => z.object({ limit: z.int() }),
);
export const StockByVariant = defineError('invalid', 'STOCK_BY_VARIANT', {
  en: 'Units of a product with variants are theirs: give the first with each new variant, and book the others as movements of its stock.',
  'zh-CN': '有款式的商品按款式计库存：新增款式时给出初始库存，之后通过库存变动登记。',
});
export const PriceByVariant = defineError('invalid', 'PRICE_BY_VARIANT', {
  en: 'The prices of this product are those of its variants: change them there.',
  'zh-CN': '该商品的价格由各款式决定，请修改款式价格。',
});
export const ProductHasStock = defineError(
  'conflict',
  'PRODUCT_HAS_STOCK',
  {
    en: 'There are {available} units of the product that belong to no variant. Book them out before it gets variants.',
    'zh-CN': '该商品仍有 {available} 件不属于任何款式的库存，请先登记出库再设置款式。',
  },
  () => z.object({ available: z.int() }),
);
export const PriceRangeInvalid = defineError('invalid', 'PRICE_RANGE_INVALID', {
  en: 'No price lies in this range: minPrice must not be above maxPrice.',
  'zh-CN': '价格区间无效：minPrice 不能大于 maxPrice。',
});
export const SearchNotReady = defineError(
  'unavailable',
  'SEARCH_NOT_READY',
  {
    en: 'The search is being prepared. Try again in {retryAfter} seconds, or look through the categories.',
    'zh-CN': '搜索正在准备中，请在 {retryAfter} 秒后重试，或按分类浏览。',
  },
  () => z.object({ retryAfter: z.int() }),
);
