import { defineError } from '@cartless/domain';

export const TokenUnknown = /* @__PURE__ */ defineError('not-found', 'TOKEN_UNKNOWN', {
  en: 'This link is not valid, or a newer one has replaced it.',
  'zh-CN': '该链接无效，或已被更新的链接取代。',
});
export const TokenExpired = /* @__PURE__ */ defineError('gone', 'TOKEN_EXPIRED', {
  en: 'This link has expired. Ask for a new one.',
  'zh-CN': '该链接已过期，请重新获取。',
});
