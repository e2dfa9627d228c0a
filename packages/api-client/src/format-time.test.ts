import { describe, expect, it } from '@jest/globals';
import { dayOf, formatTime } from './format-time.ts';
import { decimalsOf, formatMoney } from './index.ts';

describe('a time of the shop', () => {
  const time = '2026-11-21T23:30:00.000Z';

  it.each([
    ['en', 'Nov 22, 2026, 7:30 AM'],
    ['zh-CN', '2026年11月22日 07:30'],
  ])('is written for a person who reads %s', (locale, text) => {
    const written = formatTime(time, locale, {
      dateStyle: 'medium',
      timeStyle: 'short',
      timeZone: 'Asia/Shanghai',
    });
    expect(written.replaceAll(/\s/g, ' ')).toBe(text);
    expect(formatTime(time, locale)).toMatch(/2026/);
  });

  it.each([
    ['Asia/Shanghai', '2026-11-22'],
    ['UTC', '2026-11-21'],
    ['America/Los_Angeles', '2026-11-21'],
  ])('falls on the day of the zone %s', (zone, day) => {
    expect(dayOf(time, zone)).toBe(day);
    expect(dayOf(new Date(time), zone)).toBe(day);
  });

  it('is refused when it is none', () => {
    expect(() => formatTime('soon', 'en')).toThrow(RangeError);
    expect(() => dayOf(time, 'Mars/Olympus')).toThrow(RangeError);
  });
});

describe('money', () => {
  it('is written as the shop writes it', () => {
    expect(formatMoney({ amount: 1999, currency: 'CNY' }, 'zh-CN')).toBe('¥19.99');
    expect(formatMoney({ amount: 1999, currency: 'JPY' }, 'en')).toBe('¥1,999');
    expect(decimalsOf('KWD')).toBe(3);
  });
});
