import { defineError } from '@cartless/domain';

/** What a caller is told when a secret cannot be had; why, stands in the log. */
export const SecretUnavailable = /* @__PURE__ */ defineError('unavailable', 'SECRET_UNAVAILABLE', {
  en: 'A key that this needs cannot be read at the moment. Try again in a few seconds.',
  'zh-CN': '暂时无法读取所需的密钥，请几秒后重试。',
});

/** The store gave no answer, or none that says anything about the secret. */
export class StoreUnavailable extends Error {}

/** What the store holds, or that it holds nothing: there is no secret that may be used. */
export class SecretUnusable extends Error {}
