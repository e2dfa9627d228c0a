import { describe, expect, it } from '@jest/globals';
import { PaymentDisputed } from './payment-disputed.ts';

const told = (data: PaymentDisputed['data']) =>
  PaymentDisputed.create({ subject: data.orderId, sequence: 3, time: data.openedAt, data });

describe('orders.payment-disputed.v1', () => {
  it('tells which dispute it is, what it is about, and whether the bank only asks', () => {
    const { data } = told({ ...PaymentDisputed.example, inquiry: true });
    expect(data).toMatchObject({
      disputeId: 'du_1MtJUT2eZvKYlo2CNaw2HvEv',
      disputed: { amount: 26_800, currency: 'CNY' },
      inquiry: true,
    });
    expect(data).not.toHaveProperty('reopened');
    const { disputeId: _, ...nameless } = PaymentDisputed.example;
    expect(() => told(nameless as never)).toThrow();
  });

  it('says when it was told of before, so that it is counted once', () => {
    expect(told({ ...PaymentDisputed.example, reopened: true }).data).toMatchObject({ reopened: true });
  });
});
