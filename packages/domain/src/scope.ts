import type { Localized } from './locale.ts';

/** The areas in which the staff of the shop works, each with what it is for. */
export const STAFF_SCOPES = {
  catalogue: { en: 'Products, stock and promotions.', 'zh-CN': '商品、库存与促销。' },
  fulfilment: { en: 'Parcels, dispatch and goods that come back.', 'zh-CN': '包裹、发货与退货入库。' },
  finance: { en: 'Refunds and what else is owed.', 'zh-CN': '退款及其他应付款项。' },
  support: { en: 'Accounts and orders of shoppers.', 'zh-CN': '顾客的帐户与订单。' },
  reports: { en: 'The figures of the shop.', 'zh-CN': '商店的经营数据。' },
  staff: { en: 'Who of the staff works in which area.', 'zh-CN': '工作人员的职权分配。' },
} as const satisfies Record<string, Localized>;

/** What an access token can allow. This is the only list: routes, tokens and documents follow it. */
export const SCOPES = {
  shop: { en: 'What every activated user can do.', 'zh-CN': '所有已激活用户的权限。' },
  ...STAFF_SCOPES,
} as const satisfies Record<string, Localized>;

export type StaffScope = keyof typeof STAFF_SCOPES;
export type Scope = keyof typeof SCOPES;
export const STAFF_SCOPE_NAMES = Object.keys(STAFF_SCOPES) as readonly StaffScope[];
export const SCOPE_NAMES = Object.keys(SCOPES) as readonly Scope[];

/** What an account can be given: an area, or `admin`, which is all areas, those to come too. */
export const ROLE_NAMES = [...STAFF_SCOPE_NAMES, 'admin'] as const;
export type Role = (typeof ROLE_NAMES)[number];

/** Who may call a route: anybody, or whoever has the scope; of several scopes any one will do. */
export type Access = 'public' | Scope | readonly [Scope, ...Scope[]];

/**
 * All scopes of somebody who was given some: `admin` stands for every area. It stays in the list, because services of the
 * release before ask for it by that name.
 */
export const spellOut = (given: readonly string[]): readonly string[] =>
  given.includes('admin') ? [...new Set([...given, ...STAFF_SCOPE_NAMES])] : given;

/** Whether somebody with these scopes may do what needs any one of the others. */
export const allows = (scopes: readonly string[], ...wanted: readonly Scope[]): boolean =>
  spellOut(scopes).some((scope) => wanted.some((one) => one === scope));

/**
 * The scopes of which API Gateway wants a token to have one. Administrators' tokens of the release before say only `admin`.
 * @param access of a route that is not public
 */
export const scopesThatOpen = (access: string | readonly string[]): readonly string[] => {
  const scopes = [access].flat();
  return scopes.some((scope) => scope in STAFF_SCOPES) ? [...scopes, 'admin'] : scopes;
};
