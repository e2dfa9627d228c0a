import * as z from 'zod/mini';
import { refused } from './field-rule.ts';

const NO_DIGITS = {
  en: 'Must be a whole number, written in digits.',
  'zh-CN': '须为用数字书写的整数。',
};

/**
 * A whole number of a query string, where it is text. Only digits are taken: `Number` reads an empty text or a blank as 0,
 * and `0x10` and `1e3` as numbers too.
 *
 * @param most the largest, when there is one
 */
export const wholeNumber = (least: number, most: number = Number.MAX_SAFE_INTEGER) =>
  z.pipe(
    z.transform((typed: unknown, { issues }) => {
      if (typeof typed === 'string' && /^\d+$/.test(typed)) return Number(typed);
      issues.push(refused(typed, NO_DIGITS));
      return z.NEVER;
    }),
    z.int().check(z.gte(least), z.lte(most)),
  );
