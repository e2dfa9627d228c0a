import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import * as z from 'zod/mini';
import { wordsOf } from './field-rule.ts';
import { prose, text } from './text.ts';

const line = (typed: string) => z.safeParse(text(20), typed);
const words = (typed: string) => line(typed).error?.issues.map((issue) => wordsOf(issue)?.en);

describe('a line of text', () => {
  it.each([
    ['  Lin Mei ', 'Lin Mei'],
    ['\u3000林美\u00a0', '林美'],
    ['Jose\u0301', 'José'],
    ['👩‍👩‍👧', '👩‍👩‍👧'],
    ['نام‌خانوادگی', 'نام‌خانوادگی'],
    ['\u200fמיי', '\u200fמיי'],
  ])('keeps %j as people mean it', (typed, kept) => {
    expect(line(typed).data).toBe(kept);
  });

  it.each([
    ['a null', 'a\u0000b'],
    ['a line break', 'a\nBcc: b'],
    ['a tab', 'a\tb'],
    ['a delete', 'a\u007fb'],
    ['a next line', 'a\u0085b'],
    ['a line separator', 'a\u2028b'],
    ['an override of the direction', 'exe\u202egpj'],
    ['an isolate', 'a\u2066b'],
    ['half of a character', 'a\ud83d'],
    ['no character', 'a\uffffb'],
  ])('refuses %s, and says so once', (_, typed) => {
    expect(words(typed)).toEqual([expect.stringContaining('cannot be printed')]);
  });

  it.each(['\u200b', '\u2060\u200d', '\u3164', '\u2800', '\u0301', '\ufe0f', '\u00ad'])(
    'refuses what nobody can see: %j',
    (typed) => {
      expect(words(typed)).toEqual([expect.stringContaining('nothing that can be seen')]);
    },
  );

  it('counts characters, not the units of their encoding', () => {
    expect(line('𠮷'.repeat(20)).success).toBe(true);
    expect(line('𠮷'.repeat(21)).success).toBe(false);
    expect(line('').success).toBe(false);
  });

  it('is the same when it is read again', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0x10ffff }), { maxLength: 20 }), (points) => {
        const { data } = line(String.fromCodePoint(...points));
        expect(data === undefined || line(data).data === data).toBe(true);
      }),
    );
  });
});

describe('a text of several lines', () => {
  it('keeps its line breaks in one spelling, and nothing else that is no character', () => {
    expect(z.parse(prose(20), 'a\r\nb\rc\n')).toBe('a\nb\nc');
    expect(z.safeParse(prose(20), 'a\u0000b').success).toBe(false);
    expect(z.safeParse(prose(20), 'a\u2028b').success).toBe(false);
  });

  it('may be empty where nothing has to be written', () => {
    expect(z.parse(prose(20, 0), '  ')).toBe('');
    expect(z.safeParse(prose(20), '  ').success).toBe(false);
  });
});
