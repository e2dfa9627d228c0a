import { describe, expect, it } from '@jest/globals';
import * as z from 'zod/mini';
import { wordsOf } from './field-rule.ts';
import { IdempotencyKey } from './idempotency-key.ts';

describe('an idempotency key', () => {
  it.each([undefined, '', 'a b', 'ü', 'x'.repeat(256)])('says how it is to be where it is %j', (typed) => {
    const { error } = z.safeParse(z.object({ key: IdempotencyKey }), { key: typed });
    expect(error?.issues).toMatchObject([{ path: ['key'] }]);
    const [issue] = error?.issues ?? [];
    expect(issue && wordsOf(issue)).toMatchObject({
      en: expect.stringContaining('a UUID'),
      'zh-CN': expect.stringContaining('一个 UUID'),
    });
  });

  it('may be left out where it is optional', () => {
    const headers = z.object({ key: z.optional(IdempotencyKey) });
    expect(z.parse(headers, {})).toEqual({});
    expect(z.parse(headers, { key: 'a-1' })).toEqual({ key: 'a-1' });
  });
});
