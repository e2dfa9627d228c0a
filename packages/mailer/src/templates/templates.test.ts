import { describe, expect, it } from '@jest/globals';
import { LOCALES, type Locale, type OrderSnapshot, toAddressSnapshot } from '@cartless/domain';
import {
  emailChanged,
  type Mail,
  orderConfirmed,
  passwordChanged,
  passwordReset,
  verifyEmail,
  verifyNewEmail,
  welcome,
} from '../index.ts';

const order: OrderSnapshot = {
  orderId: 'ord_1',
  orderNumber: null,
  userId: 'usr_1',
  status: 'placed',
  items: [
    {
      productId: 'prd_1',
      title: 'Desk <lamp>',
      category: 'home',
      quantity: 2,
      unitPrice: { amount: 12_900, currency: 'CNY' },
    },
  ],
  shippingFee: { amount: 0, currency: 'CNY' },
  total: { amount: 25_800, currency: 'CNY' },
  shippingAddress: {
    recipient: '林美',
    phone: '+8613800138000',
    line1: '长乐路 88 号',
    line2: '3 楼',
    district: '静安区',
    city: '上海',
    region: '上海',
    postalCode: '200040',
    country: 'CN',
  },
  paymentMethod: 'card',
  placedAt: '2026-11-21T08:00:00.000Z',
};
const link = 'https://shop.example.com/x?token=a&b=1';

type Facts = Readonly<{ appName: string; username: string }>;
const TEMPLATES: Record<string, (locale: Locale, facts: Facts) => Mail> = {
  emailChanged: (locale, facts) => emailChanged(locale, { ...facts, link }),
  orderConfirmed: (locale, { appName, username }) =>
    orderConfirmed(locale, { appName, order, orderNumber: username, link }),
  passwordChanged: (locale, facts) => passwordChanged(locale, { ...facts, link }),
  passwordReset: (locale, facts) => passwordReset(locale, { ...facts, link, minutes: 30 }),
  verifyEmail: (locale, facts) => verifyEmail(locale, { ...facts, link, hours: 24 }),
  verifyNewEmail: (locale, facts) => verifyNewEmail(locale, { ...facts, link, hours: 24 }),
  welcome: (locale, facts) => welcome(locale, { ...facts, link }),
};
const everyMail = Object.entries(TEMPLATES).flatMap(([name, write]) =>
  LOCALES.map((locale) => ({ name, locale, write: (facts: Facts) => write(locale, facts) })),
);
const facts = { appName: 'Cartless', username: 'mei.lin' };

describe.each(everyMail)('the mail $name in $locale', ({ locale, write }) => {
  it('is written in its language, as HTML and as text', () => {
    const { subject, html, text } = write(facts);
    const hasChinese = (part: string) => /\p{Script=Han}/u.test(part);
    expect(hasChinese(subject)).toBe(locale === 'zh-CN');
    expect(html).toContain(`<html lang="${locale}">`);
    for (const part of [html, text]) {
      expect(part).toContain(facts.username);
      expect(part).toContain('Cartless');
    }
  });

  it('has its link where it can be followed', () => {
    const { html, text } = write(facts);
    expect(html).toContain('href="https://shop.example.com/x?token=a&amp;b=1"');
    expect(text).toContain(link);
  });

  it('lets no name become HTML', () => {
    const { html } = write({ appName: '<i>Shop</i>', username: '<img src=x onerror="alert(1)">' });
    expect(html).not.toMatch(/<img|<i>/);
    expect(html).toContain('&lt;img src=x onerror=&quot;alert(1)&quot;&gt;');
  });

  it('lets no name add a header', () => {
    const evil = 'Shop\r\nBcc: everybody@example.com\u0000';
    expect(write({ appName: evil, username: evil }).subject).not.toMatch(/\p{Cc}/u);
  });

  it('has no gap', () => {
    const { subject, html, text } = write(facts);
    expect(`${subject}${html}${text}`).not.toMatch(/undefined|\[object|NaN|\$\{/);
  });
});

describe('the mail about an order', () => {
  const write = (locale: Locale, change: Partial<OrderSnapshot> = {}) =>
    orderConfirmed(locale, {
      appName: 'Cartless',
      order: { ...order, ...change },
      orderNumber: '20261121-4F7K2M9-C',
      link,
    });

  it('lists lines, fee, total and the whole address', () => {
    const { text } = write('en');
    expect(text).toContain('Desk <lamp> × 2: CN¥258.00');
    expect(text).toContain('Shipping: CN¥0.00');
    expect(text).toContain('Total: CN¥258.00');
    expect(text).toContain('Ship to: 林美, 长乐路 88 号, 3 楼, 静安区, 上海, 上海, 200040, CN');
    expect(write('en').html).toContain('Desk &lt;lamp&gt; × 2');
  });

  it('says how it is paid', () => {
    expect(write('en').text).toContain('We send it as soon as it is paid.');
    expect(write('en', { paymentMethod: 'cod' }).text).toContain('You pay when it is delivered.');
    expect(write('zh-CN', { paymentMethod: 'cod' }).text).toContain('货到付款。');
  });
});

describe('the mail of a confirmed order', () => {
  it('names no region and no postal code where the country has none', () => {
    const { region: _region, postalCode: _postalCode, ...address } = order.shippingAddress;
    const shippingAddress = toAddressSnapshot({ ...address, city: '澳門', country: 'MO' });
    const mail = orderConfirmed('en', {
      appName: 'x',
      order: { ...order, shippingAddress },
      orderNumber: '1',
      link,
    });
    expect(mail.text).toContain('静安区, 澳門, MO');
    expect(mail.text).not.toContain('--');
  });
});
