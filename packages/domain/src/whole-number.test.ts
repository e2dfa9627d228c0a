import { describe, expect, it } from '@jest/globals';
import * as z from 'zod/mini';
import { wordsOf } from './field-rule.ts';
import { wholeNumber } from './whole-number.ts';

const read = (typed: unknown) => z.safeParse(wholeNumber(0, 1000), typed);

describe('a whole number of a query', () => {
  it.each([
    ['0', 0],
    ['7', 7],
    ['007', 7],
    ['1000', 1000],
  ])('is read from its digits: %j', (typed, number) => {
    expect(read(typed)).toMatchObject({ success: true, data: number });
  });

  it.each(['', ' ', ' 5', '5 ', '0x10', '1e2', '1.0', '-1', '+1', '1_0', '１', 'NaN', '5,5', undefined, 5])(
    'is nothing else: %j',
    (typed) => {
      const [issue] = read(typed).error?.issues ?? [];
      expect(issue && wordsOf(issue)).toEqual({
        en: 'Must be a whole number, written in digits.',
        'zh-CN': '须为用数字书写的整数。',
      });
    },
  );

  it('keeps within its limits, and is exact', () => {
    expect(read('1001').error?.issues).toMatchObject([{ code: 'too_big', maximum: 1000 }]);
    expect(z.safeParse(wholeNumber(1), '0').error?.issues).toMatchObject([{ code: 'too_small', minimum: 1 }]);
    expect(z.safeParse(wholeNumber(1), '9007199254740993').success).toBe(false);
  });

  it('may be left out, and is a number in documents', () => {
    const query = z.strictObject({
      limit: z._default(wholeNumber(1, 9), 3),
      most: z.optional(wholeNumber(0)),
    });
    expect(z.parse(query, {})).toEqual({ limit: 3 });
    const { properties, required } = z.toJSONSchema(query, { io: 'input', unrepresentable: 'any' });
    expect(properties?.['limit']).toEqual({ type: 'integer', minimum: 1, maximum: 9 });
    expect(required).toBeUndefined();
  });
});
