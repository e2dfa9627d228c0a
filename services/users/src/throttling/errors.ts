import { defineError } from '@cartless/domain';
import * as z from 'zod/mini';

export const TooManyAttempts = /* @__PURE__ */ defineError(
  'too-many',
  'TOO_MANY_ATTEMPTS',
  {
    en: 'Too many attempts. Wait {retryAfter} seconds and try again.',
    'zh-CN': '尝试次数过多，请在 {retryAfter} 秒后重试。',
  },
  () => z.object({ retryAfter: z.int() }),
);
export const TooManyRequests = /* @__PURE__ */ defineError(
  'too-many',
  'TOO_MANY_REQUESTS',
  {
    en: 'That is too often. Wait {retryAfter} seconds and try again.',
    'zh-CN': '操作过于频繁，请在 {retryAfter} 秒后重试。',
  },
  () => z.object({ retryAfter: z.int() }),
);
