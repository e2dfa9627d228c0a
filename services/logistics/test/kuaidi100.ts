import type { Kuaidi100Setting } from '../src/carriers/kuaidi100/kuaidi100-settings.ts';

/** What the tests' stage has at Kuaidi100. */
export const KUAIDI100: Kuaidi100Setting = {
  customer: 'CUSTOMER1',
  currency: 'CNY',
  services: [
    {
      com: 'shunfeng',
      carrier: 'SFExpress',
      service: '标准快递',
      account: '0210001234',
      template: '60f6c17c7c223700131d8bc3',
      days: 2,
      tariff: { firstGrams: 1000, first: 1200, perKilo: 200 },
    },
    {
      com: 'zhongtong',
      carrier: 'ZTO',
      service: '标准快递',
      account: 'KDGJ0021',
      template: '60f6c17c7c223700131d8bc3',
      days: 4,
      maxGrams: 30_000,
      tariff: { firstGrams: 1000, first: 800, perKilo: 100 },
    },
  ],
};
