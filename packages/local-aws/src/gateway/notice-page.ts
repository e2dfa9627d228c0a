import type { Locale } from '@cartless/domain';
import { html, type Page } from '@cartless/html';
import type { Target } from '@cartless/local-server';
import { pageFrame } from './page-frame.ts';

const TEXTS = {
  en: {
    home: 'Back to the index',
    missing: (path: string) => `There is no page ${path}.`,
    verified: 'Your e-mail address is confirmed. You can log in now.',
    refused: (reason: string) => `The link could not be used (${reason}). Ask for a new one.`,
    login: 'The storefront shows its login form here.',
    account: (path: string) => `The storefront shows ${path} here.`,
    done: 'The payment page sent the shopper back after paying.',
    cancelled: 'The shopper left the payment page without paying.',
  },
  'zh-CN': {
    home: '返回首页',
    missing: (path: string) => `页面 ${path} 不存在。`,
    verified: '您的邮箱已验证，现在可以登录。',
    refused: (reason: string) => `该链接无法使用（${reason}），请重新获取。`,
    login: '商店前端将在此显示登录表单。',
    account: (path: string) => `商店前端将在此显示 ${path}。`,
    done: '支付完成，已返回商店。',
    cancelled: '未付款，已离开支付页面。',
  },
} as const;

/** Stands where the services send a browser to a page of the storefront: says what happened. */
export function noticePage(locale: Locale, target: Target, status = 200): Page {
  const t = TEXTS[locale];
  const text = status === 404 ? t.missing(target.path) : sentence(locale, target);
  const body = html`<h1>Cartless</h1>
    <p>${text}</p>
    <p><a href="/">${t.home}</a></p>`;
  return pageFrame(locale, 'Cartless', body);
}

function sentence(locale: Locale, { path, search }: Target): string {
  const t = TEXTS[locale];
  const query = new URLSearchParams(search);
  const verified = query.get('verified');
  const payment = query.get('payment');
  if (verified === '1') return t.verified;
  if (verified === '0') return t.refused(query.get('reason') ?? '?');
  if (payment === 'done') return t.done;
  if (payment === 'cancelled') return t.cancelled;
  return path === '/login' ? t.login : t.account(path);
}
