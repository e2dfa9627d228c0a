import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import * as z from 'zod/mini';
import { wordsOf } from './field-rule.ts';
import { cleaned, prose, text } from './text.ts';

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
    ['❤\ufe0f\u200d🔥 1\ufe0f\u20e3', '❤\ufe0f\u200d🔥 1\ufe0f\u20e3'],
    ['🏴󠁧󠁢󠁥󠁮󠁧󠁿 and 🏴󠁧󠁢󠁷󠁬󠁳󠁿', '🏴󠁧󠁢󠁥󠁮󠁧󠁿 and 🏴󠁧󠁢󠁷󠁬󠁳󠁿'],
    ['क्\u200dष', 'क्\u200dष'],
    ['น้ำ', 'น้ำ'],
    ['ཧཱུྃ', 'ཧཱུྃ'],
    ['מְּ֖רֵ', 'מְּ֖רֵ'],
    ['مُحَمَّدٌ', 'مُحَمَّدٌ'],
    ['မြွှေ', 'မြွှေ'],
    ['Nguyễn Thị', 'Nguyễn Thị'],
    ['한글', '한글'],
    ['𠮷野家', '𠮷野家'],
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
    ['another that is none', 'a\ufdd0b'],
    ['a byte order mark', 'a\ufeffb'],
    ['an invisible times', 'a\u2062b'],
    ['an old format', 'a\u206bb'],
    ['a sign of private use', 'a\ue000b'],
    ['words in tags', 'a\u{e0068}\u{e0069}b'],
    ['words in tags after a flag', '🏴\u{e0067}\u{e0062}\u{e0068}\u{e0069}\u{e0068}\u{e0069}\u{e0068}'],
  ])('refuses %s, and says so once', (_, typed) => {
    expect(words(typed)).toEqual([expect.stringContaining('cannot be printed')]);
  });

  it.each(['\u200b', '\u2060\u200d', '\u3164', '\u2800', '\u0301', '\ufe0f', '\u00ad'])(
    'refuses what nobody can see: %j',
    (typed) => {
      expect(words(typed)).toEqual([expect.stringContaining('nothing that can be seen')]);
    },
  );

  it.each([
    ['hidden words', `a${'\ufe00\u{e0100}'.repeat(3)}b`, 'cannot be seen'],
    ['a row of joiners', 'a\u200d\u200d\u200db', 'cannot be seen'],
    ['a heap of marks', `a${'\u0316'.repeat(7)}`, 'six marks'],
    ['a heap with joiners between', `a${'\u0316\u200d'.repeat(7)}`, 'six marks'],
  ])('refuses %s, and says so', (_, typed, why) => {
    expect(words(typed)).toEqual([expect.stringContaining(why)]);
  });

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

describe('what others wrote', () => {
  it.each([
    ['Parcel\u0000 left\r\nthe depot', 'Parcel left the depot'],
    ['exe\u202egpj', 'exe gpj'],
    ['half\ud83d', 'half'],
    [`z${'\u0316'.repeat(40)}algo`, `z${'\u0316'.repeat(6)}algo`],
    ['🏴󠁧󠁢󠁥󠁮󠁧󠁿 \u{e0068}\u{e0069}', '🏴󠁧󠁢󠁥󠁮󠁧󠁿'],
    ['\u200b\u2060', ''],
    ['', ''],
  ])('is cleaned: %j', (received, kept) => {
    expect(cleaned(received, 30)).toBe(kept);
  });

  it('ends early where it is too long, between characters', () => {
    expect(cleaned('𠮷'.repeat(9), 4)).toBe('𠮷'.repeat(4));
  });

  it('is taken as if somebody had typed it, whatever it was', () => {
    const point = fc.oneof(
      fc.integer({ min: 0, max: 0x10ffff }),
      fc.constantFrom(0x1f3f4, 0xe0067, 0xe0062, 0xe007f, 0x200d, 0xfe0f, 0x316, 0x301, 0x65, 0x202e, 0xd83d),
    );
    fc.assert(
      fc.property(fc.array(point, { maxLength: 60 }), (points) => {
        const kept = cleaned(String.fromCodePoint(...points), 20);
        expect(kept === '' || line(kept).data === kept).toBe(true);
      }),
      { numRuns: 2000 },
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
