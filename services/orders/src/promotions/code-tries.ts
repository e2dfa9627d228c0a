import { countingWrite, type Items, runningSpan } from '@cartless/aggregate';
import { codeTriesKey } from '../orders-table.ts';
import { PromotionTriedTooOften } from './errors.ts';
import type { ReadOffered } from './promotion-store.ts';

/**
 * Codes that one shopper may ask about in an hour, by quotes and orders together, known or not: more than a basket is changed
 * in an hour, and nothing to somebody who guesses. An account costs a confirmed mailbox.
 */
export const CODES_AN_HOUR = 60;

const HOUR_SECONDS = 3600;

/** The same, counted before anything is looked up. @throws AppError TOO_MANY_REQUESTS, PROMOTION_UNKNOWN */
export const sparingly =
  (items: Items, now: () => Date, read: ReadOffered): ReadOffered =>
  async (userId, code) => {
    const hour = runningSpan(HOUR_SECONDS, now());
    const outcome = await items.write([countingWrite(codeTriesKey(userId, hour.number), hour)]);
    if (Number(outcome.ok && outcome.item?.['used']) > CODES_AN_HOUR)
      throw PromotionTriedTooOften({ details: { retryAfter: hour.secondsLeft } });
    return read(userId, code);
  };
