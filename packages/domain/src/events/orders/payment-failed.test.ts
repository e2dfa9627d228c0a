import { describe, expect, it } from '@jest/globals';
import { PaymentFailed } from './payment-failed.ts';

const told = (data: PaymentFailed['data']) =>
  PaymentFailed.create({ subject: data.orderId, sequence: 2, time: data.failedAt, data });

describe('orders.payment-failed.v1', () => {
  it("tells what was to be paid and why it was not, in words that are no provider's", () => {
    expect(told(PaymentFailed.example).data).toMatchObject({
      amount: { amount: 25_800, currency: 'CNY' },
      reason: 'insufficient-funds',
    });
    expect(() => told({ ...PaymentFailed.example, reason: 'card_declined' as never })).toThrow();
  });
});
