import * as z from 'zod/mini';
import { needed, pattern } from './field-rule.ts';

const WORDS = {
  en: 'Must be 1 to 255 visible ASCII characters without spaces, for instance a UUID.',
  'zh-CN': '须为 1 至 255 个可见的 ASCII 字符，不含空格，例如一个 UUID。',
};

/** What a caller names a request by, so that it can be repeated without being done twice. */
export const IdempotencyKey = needed(z.string().check(pattern(/^[\x21-\x7e]{1,255}$/, WORDS)), WORDS);
