import { describe, expect, it } from '@jest/globals';
import { DisputeClosed } from './dispute-closed.ts';

const told = (data: DisputeClosed['data']) =>
  DisputeClosed.create({ subject: data.orderId, sequence: 4, time: data.closedAt, data });

describe('orders.dispute-closed.v1', () => {
  it('tells which dispute it is, how it ended and what it cost', () => {
    const lost = { amount: 26_800, currency: 'CNY' };
    expect(told({ ...DisputeClosed.example, outcome: 'lost', lost }).data).toMatchObject({
      disputeId: 'du_1MtJUT2eZvKYlo2CNaw2HvEv',
      outcome: 'lost',
      lost,
    });
    expect(() => told({ ...DisputeClosed.example, outcome: 'open' as never })).toThrow();
  });
});
