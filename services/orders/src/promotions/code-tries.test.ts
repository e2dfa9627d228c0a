import { memoryItems } from '@cartless/aggregate/memory';
import { describe, expect, it } from '@jest/globals';
import { ORDERS_TABLE } from '../orders-table.ts';
import { CODES_AN_HOUR, sparingly } from './code-tries.ts';
import { PromotionUnknown } from './errors.ts';

describe('guessing promotion codes', () => {
  it('ends after sixty an hour for a shopper, also side by side, before anything is looked up', async () => {
    const clock = { at: Date.parse('2026-11-21T08:10:00Z') };
    const now = () => new Date(clock.at);
    let lookedUp = 0;
    const read = sparingly(memoryItems(ORDERS_TABLE, now), now, async (_, code) => {
      lookedUp += 1;
      throw PromotionUnknown({ details: { promotionCode: code } });
    });
    const tried = await Promise.allSettled(
      Array.from({ length: 150 }, (_, n) => read('usr_mei', `GUESS${n}`)),
    );
    const codes = tried.map((one) =>
      one.status === 'rejected' ? (one.reason as { code: string }).code : '',
    );
    expect(codes.filter((code) => code === 'PROMOTION_UNKNOWN')).toHaveLength(CODES_AN_HOUR);
    expect(codes.filter((code) => code === 'TOO_MANY_REQUESTS')).toHaveLength(150 - CODES_AN_HOUR);
    expect(lookedUp).toBe(CODES_AN_HOUR);
    await expect(read('usr_mei', 'GUESS')).rejects.toMatchObject({ details: { retryAfter: 3000 } });
    await expect(read('usr_lin', 'GUESS')).rejects.toMatchObject({ code: 'PROMOTION_UNKNOWN' });
    clock.at += 3_000_000;
    await expect(read('usr_mei', 'GUESS')).rejects.toMatchObject({ code: 'PROMOTION_UNKNOWN' });
  });
});
