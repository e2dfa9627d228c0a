import { describe, expect, it } from '@jest/globals';
import { PaymentReturned } from './payment-returned.ts';

describe('orders.payment-returned.v1', () => {
  it('tells the money in its own currency, which need not be that of the order', () => {
    const data = { ...PaymentReturned.example, returned: { amount: 100, currency: 'JPY' } };
    const event = PaymentReturned.create({ subject: 'ord_1', sequence: 3, time: data.returnedAt, data });
    expect(event.data).toMatchObject({ returned: { currency: 'JPY' }, total: { currency: 'CNY' } });
  });
});
