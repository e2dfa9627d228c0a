import { describe, expect, it } from '@jest/globals';
import * as z from 'zod/mini';
import { wordsOf } from '../field-rule.ts';
import { Email, NewEmail, Phone, Username } from './account-fields.ts';

const words = (schema: z.ZodMiniType, typed: string) =>
  z.safeParse(schema, typed).error?.issues.map((issue) => wordsOf(issue)?.en);

describe('the e-mail address of an account', () => {
  it.each([
    ['mei+shop@example.com', 'mei+shop@example.com'],
    ["o'brien@example.com", "o'brien@example.com"],
    ['a.b-c_d/e=f@mail.example.photography', 'a.b-c_d/e=f@mail.example.photography'],
    ['x@example.co.uk', 'x@example.co.uk'],
    ['!#$%&*+-/=?^_`{|}~@example.com', '!#$%&*+-/=?^_`{|}~@example.com'],
    ['Mei@BÜCHER.example', 'mei@xn--bcher-kva.example'],
    ['li@例子.中国', 'li@xn--fsqu00a.xn--fiqs8s'],
    [`${'a'.repeat(64)}@example.com`, `${'a'.repeat(64)}@example.com`],
    [' ｍｅｉ@example.com ', 'mei@example.com'],
  ])('may be %s, compared as %s', (typed, compared) => {
    expect(z.parse(NewEmail, typed)).toMatchObject({ compared });
  });

  it.each([
    'nobody',
    'a@b',
    'a..b@example.com',
    'a@exa_mple.com',
    'a b@example.com',
    'a@example.com\r\nBcc: x@y.zz',
  ])('is none: %j', (typed) => {
    expect(words(NewEmail, typed)).toEqual(['Must be an e-mail address, like mei@example.com.']);
  });

  it.each(['李@example.com', 'josé@example.com', 'me\u200bi@example.com'])(
    'that our mail cannot reach is refused with the reason, and found when it is known: %j',
    (typed) => {
      expect(words(NewEmail, typed)).toEqual([expect.stringContaining('before the @')]);
      expect(z.safeParse(Email, typed).success).toBe(true);
    },
  );
});

describe('other names of an account', () => {
  it('are refused in words of their own', () => {
    expect(words(Username, '1a')).toEqual([expect.stringContaining('begin with a letter')]);
    expect(words(Phone, '13800138000')).toEqual([expect.stringContaining('country code')]);
  });
});
