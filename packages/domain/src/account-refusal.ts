import type { AccountStanding } from './account-standing.ts';
import { defineError } from './app-error.ts';

export const AccountSuspended = /* @__PURE__ */ defineError('forbidden', 'ACCOUNT_SUSPENDED', {
  en: 'This account is suspended: nothing can be ordered, paid, sent back or changed, and what has not left waits. You can still cancel. Write to us if you think that is wrong.',
  'zh-CN':
    '该账户已被停用：暂时无法下单、付款、退货或更改，尚未发出的商品暂缓发货。您仍可取消订单。如有疑问，请联系我们。',
});
export const AccountClosed = /* @__PURE__ */ defineError('forbidden', 'ACCOUNT_CLOSED', {
  en: 'This account was deleted. Open a new one to order again.',
  'zh-CN': '该账户已注销。如需再次购买，请重新注册。',
});

/**
 * Lets only open accounts pass where money or goods move: a token outlives a suspension or a deletion by some minutes.
 * @throws AppError ACCOUNT_SUSPENDED, ACCOUNT_CLOSED
 */
export function mayAct({ status }: AccountStanding): void {
  if (status === 'suspended') throw AccountSuspended();
  if (status === 'erased') throw AccountClosed();
}

/** What {@link mayAct} refuses with, for the contract of a route. */
export const ACCOUNT_REFUSALS = [AccountSuspended, AccountClosed] as const;
