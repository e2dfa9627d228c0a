import { describe, expect, it } from '@jest/globals';
import { RefundFailed } from './refund-failed.ts';

describe('orders.refund-failed.v1', () => {
  it('tells whether the books had it as given back', () => {
    const data = { ...RefundFailed.example, undone: true };
    const event = RefundFailed.create({ subject: 'ord_1', sequence: 7, time: data.failedAt, data });
    expect(event.data).toMatchObject({ refund: { amount: 12_900, currency: 'CNY' }, undone: true });
    const { undone: _, ...unclear } = data;
    expect(() =>
      RefundFailed.create({ subject: 'ord_1', sequence: 7, time: data.failedAt, data: unclear as never }),
    ).toThrow();
  });
});
