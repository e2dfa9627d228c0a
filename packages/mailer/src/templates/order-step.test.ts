import { LOCALES, PARCEL_TROUBLES } from '@cartless/domain';
import { describe, expect, it } from '@jest/globals';
import { ORDER_STEPS, orderStep } from './order-step.ts';

describe('the mails about the steps of an order', () => {
  it.each(ORDER_STEPS.flatMap((step) => LOCALES.map((locale) => [step, locale] as const)))(
    'name the order and link to it: %s in %s',
    (step, locale) => {
      const mail = orderStep(locale, {
        appName: 'Cartless',
        step,
        order: '20261121-4F7K2M9-C',
        link: 'https://shop.example/account/orders/ord_1',
        amount: { amount: 12_900, currency: 'CNY' },
        carrier: '<b>SF</b>',
        trackingNumber: null,
        reason: 'worn & torn',
        until: '2026-12-27T10:00:00.000Z',
        items: [{ title: 'Desk <lamp>', quantity: 2 }],
      });
      expect(mail.subject).toContain('20261121-4F7K2M9-C');
      expect(mail.text).toContain('https://shop.example/account/orders/ord_1');
      expect(mail.text).toContain('129.00');
      expect(mail.html).toContain('&lt;b&gt;SF');
      expect(mail.html).toContain('worn &amp; torn');
      expect(mail.text).toContain('2026-12-27');
      expect(mail.html).toContain('Desk &lt;lamp&gt;');
      expect(mail.text).toContain('× 2');
      expect(mail.html).toContain(`lang="${locale}"`);
    },
  );

  it.each(PARCEL_TROUBLES.flatMap((why) => LOCALES.map((locale) => [why, locale] as const)))(
    'say why a parcel did not arrive, each reason in its own words: %s in %s',
    (why, locale) => {
      const link = 'https://shop.example/account/orders/ord_1';
      const facts = { appName: 'Cartless', step: 'came-back', order: 'ord_1', link } as const;
      const { text } = orderStep(locale, { ...facts, why });
      const others = PARCEL_TROUBLES.filter((other) => other !== why);
      expect(text).toMatch(locale === 'en' ? /Reason: \S/ : /原因: \S/);
      for (const other of others) expect(orderStep(locale, { ...facts, why: other }).text).not.toBe(text);
    },
  );
});
