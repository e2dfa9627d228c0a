import { defineError } from '@cartless/domain';

// The marks let a bundle leave out the errors that its function cannot answer with.

export const RoleNotYours = /* @__PURE__ */ defineError('forbidden', 'ROLE_NOT_YOURS', {
  en: 'You can only give roles that you have yourself, and only administrators can do this to administrators.',
  'zh-CN': '您只能授予自己拥有的角色；对管理员的此类操作仅限管理员执行。',
});
export const LastAdmin = /* @__PURE__ */ defineError('conflict', 'LAST_ADMIN', {
  en: 'There is no other administrator. Make somebody else one first.',
  'zh-CN': '没有其他管理员，请先指定另一位管理员。',
});
