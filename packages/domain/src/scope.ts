import type { Localized } from './locale.ts';

/** What an access token can allow, each with what it is for. This is the only list: routes, tokens and documents follow it. */
export const SCOPES = {
  shop: { en: 'What every activated user can do.', 'zh-CN': '所有已激活用户的权限。' },
  admin: { en: 'What the staff of the shop can do.', 'zh-CN': '商店工作人员的权限。' },
} as const satisfies Record<string, Localized>;

export type Scope = keyof typeof SCOPES;
export const SCOPE_NAMES = Object.keys(SCOPES) as readonly Scope[];
