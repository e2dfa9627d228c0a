import { defineError } from '@cartless/domain';

export const SigningUnavailable = /* @__PURE__ */ defineError('unavailable', 'SIGNING_UNAVAILABLE', {
  en: 'Tokens cannot be issued at the moment. Try again in a few seconds.',
  'zh-CN': '暂时无法签发令牌，请稍后重试。',
});
