import { LOCALES } from '@cartless/domain';
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
      });
      expect(mail.subject).toContain('20261121-4F7K2M9-C');
      expect(mail.text).toContain('https://shop.example/account/orders/ord_1');
      expect(mail.text).toContain('129.00');
      expect(mail.html).toContain('&lt;b&gt;SF');
      expect(mail.html).toContain('worn &amp; torn');
      expect(mail.text).toContain('2026-12-27');
      expect(mail.html).toContain(`lang="${locale}"`);
    },
  );
});
