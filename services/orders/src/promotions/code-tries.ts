import type { Items } from '@cartless/aggregate';
import { epochSeconds } from '@cartless/domain';
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
    const at = epochSeconds(now());
    const hour = Math.floor(at / HOUR_SECONDS);
    const end = (hour + 1) * HOUR_SECONDS;
    const outcome = await items.write([
      { update: codeTriesKey(userId, hour), add: { used: 1 }, set: { expiresAt: end + HOUR_SECONDS } },
    ]);
    if (Number(outcome.ok && outcome.item?.['used']) > CODES_AN_HOUR)
      throw PromotionTriedTooOften({ details: { retryAfter: end - at } });
    return read(userId, code);
  };
