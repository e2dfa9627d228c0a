import { defineError } from '@cartless/domain';

export const SigningUnavailable = /* @__PURE__ */ defineError('unavailable', 'SIGNING_UNAVAILABLE', {
  en: 'The keys cannot be read at the moment. Try again in a few seconds.',
  'zh-CN': '暂时无法读取密钥，请稍后重试。',
});
