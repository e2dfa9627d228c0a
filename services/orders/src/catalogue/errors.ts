import { defineError } from '@cartless/domain';

export const CurrencyUnsupported = defineError('invalid', 'CURRENCY_UNSUPPORTED', {
  en: 'The shop sells in {currency} only.',
  'zh-CN': '本店仅以 {currency} 结算。',
});
export const ProductNotFound = defineError('not-found', 'PRODUCT_NOT_FOUND', {
  en: 'There is no such product.',
  'zh-CN': '商品不存在。',
});
export const ProductExists = defineError('conflict', 'PRODUCT_EXISTS', {
  en: 'There is a product with this id already.',
  'zh-CN': '该商品编号已存在。',
});
export const VersionConflict = defineError('conflict', 'VERSION_CONFLICT', {
  en: 'Somebody changed the product meanwhile: it is at version {version} now. Read it again.',
  'zh-CN': '商品已被他人修改，当前版本为 {version}，请重新读取。',
});
export const VersionRequired = defineError('invalid', 'VERSION_REQUIRED', {
  en: 'Say which version you change: If-Match, or version in the body.',
  'zh-CN': '请通过 If-Match 或正文中的 version 指明要修改的版本。',
});
export const BucketsCannotShrink = defineError('invalid', 'BUCKETS_CANNOT_SHRINK', {
  en: 'The stock of this product is spread over {buckets} items; it can be spread over more, not fewer.',
  'zh-CN': '该商品库存已分布在 {buckets} 个分片上，只能增加，不能减少。',
});
export const PriceRangeInvalid = defineError('invalid', 'PRICE_RANGE_INVALID', {
  en: 'No price lies in this range: minPrice must not be above maxPrice.',
  'zh-CN': '价格区间无效：minPrice 不能大于 maxPrice。',
});
export const SearchNotReady = defineError('unavailable', 'SEARCH_NOT_READY', {
  en: 'The search is being prepared. Try again in {retryAfter} seconds, or look through the categories.',
  'zh-CN': '搜索正在准备中，请在 {retryAfter} 秒后重试，或按分类浏览。',
});
