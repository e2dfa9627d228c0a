import type { Locale } from '@cartless/domain';
import { type Html, html, type Page } from '@cartless/html';
import type { Ports } from '../ports.ts';
import { pageFrame } from './page-frame.ts';
import { SERVICES } from '@cartless/domain';

/** Accounts that the seed creates, ready to log in with. */
export const DEMO_ACCOUNTS = [
  { username: 'demo', password: 'Demo-pass-2026', scopes: 'shop' },
  { username: 'catalogue', password: 'Catalogue-pass-2026', scopes: 'shop catalogue' },
  { username: 'fulfilment', password: 'Fulfilment-pass-2026', scopes: 'shop fulfilment' },
  { username: 'finance', password: 'Finance-pass-2026', scopes: 'shop finance' },
  { username: 'support', password: 'Support-pass-2026', scopes: 'shop support' },
  { username: 'reports', password: 'Reports-pass-2026', scopes: 'shop reports' },
  { username: 'staff', password: 'Staff-pass-2026', scopes: 'shop staff' },
  { username: 'admin', password: 'Admin-pass-2026', scopes: 'shop admin' },
] as const;

const TEXTS = {
  en: {
    intro: 'The whole shop runs on this machine. Nothing here reaches the internet or a cloud account.',
    services: 'Services',
    service: 'Service',
    health: 'Health',
    reference: 'API reference',
    whole: 'API reference of the whole shop',
    events: 'Event catalogue: who tells whom what',
    tools: 'Tools',
    mailbox: 'Mailbox: every mail that the shop sends',
    payments: 'Payments: sessions, refunds, webhooks and faults',
    carrier: 'Carrier: parcels, the clock that moves them, and faults',
    kuaidi100: 'Kuaidi100: the same for couriers of China',
    try: 'Try',
    products: 'The catalogue',
    accounts: 'Demo accounts',
    user: 'User name',
    password: 'Password',
    scopes: 'Scopes',
  },
  'zh-CN': {
    intro: '整个商城都在这台机器上运行，不访问互联网，也不需要云帐户。',
    services: '服务',
    service: '服务',
    health: '健康检查',
    reference: 'API 文档',
    whole: '整个商城的 API 文档',
    events: '事件目录：哪个服务通知哪个服务',
    tools: '工具',
    mailbox: '邮箱：商城发出的所有邮件',
    payments: '支付：会话、退款、回调与故障开关',
    carrier: '物流：包裹、推动包裹的时钟与故障开关',
    kuaidi100: '快递100：国内快递的包裹、时钟与故障开关',
    try: '试一试',
    products: '商品目录',
    accounts: '演示帐户',
    user: '用户名',
    password: '密码',
    scopes: '权限',
  },
} as const;

/** The first page of the local shop: where everything is and whom to log in as. */
export function indexPage(locale: Locale, ports: Ports): Page {
  const t = TEXTS[locale];
  const link = (href: string, text: string): Html => html`<a href="${href}">${text}</a>`;
  const services = SERVICES.map(
    (name) =>
      html`<tr>
        <td>${name}</td>
        <td>${link(`/${name}/health`, t.health)}</td>
        <td>${link(`/docs/${name}`, t.reference)}</td>
        <td><code>http://localhost:${ports[name]}</code></td>
      </tr>`,
  );
  const tools = (['mailbox', 'payments', 'carrier', 'kuaidi100'] as const).map(
    (name) => html`<li>${link(`http://localhost:${ports[name]}`, t[name])}</li>`,
  );
  const accounts = DEMO_ACCOUNTS.map(
    ({ username, password, scopes }) =>
      html`<tr>
        <td><code>${username}</code></td>
        <td><code>${password}</code></td>
        <td>${scopes}</td>
      </tr>`,
  );
  const heads = (...texts: string[]): Html =>
    html`<tr>
      ${texts.map((text) => html`<th>${text}</th>`)}
    </tr>`;
  const body = html`<h1>Cartless</h1>
    <p>${t.intro}</p>
    <h2>${t.services}</h2>
    <table>
      ${heads(t.service, t.health, t.reference, '')} ${services}
    </table>
    <ul>
      <li>${link('/docs', t.whole)}</li>
      <li>${link('/docs/events', t.events)}</li>
    </ul>
    <h2>${t.tools}</h2>
    <ul>
      ${tools}
    </ul>
    <h2>${t.try}</h2>
    <ul>
      <li>${link('/products', t.products)}</li>
    </ul>
    <h2>${t.accounts}</h2>
    <table>
      ${heads(t.user, t.password, t.scopes)} ${accounts}
    </table>`;
  return pageFrame(locale, 'Cartless', body);
}
