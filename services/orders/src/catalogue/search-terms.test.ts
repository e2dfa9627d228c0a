import { describe, expect, it } from '@jest/globals';
import { indexTerms, queryTerms, shelfOf } from './search-terms.ts';

describe('the terms of the search', () => {
  it('are English words and pairs of Chinese characters, with the last one alone', () => {
    expect(indexTerms({ en: 'USB-C Hub, 7 ports', 'zh-CN': '七合一扩展坞' })).toEqual([
      'usb',
      'hub',
      'ports',
      '七合',
      '合一',
      '一扩',
      '扩展',
      '展坞',
      '坞',
    ]);
  });

  it('are at most 60, so that a product fits into one transaction with them', () => {
    const long = Array.from({ length: 100 }, (_, i) => `word${i}`).join(' ');
    expect(indexTerms({ en: long, 'zh-CN': '灯' })).toHaveLength(60);
  });

  it('of a query begin with the rarest', () => {
    expect(queryTerms('an LED lamp')).toEqual(['lamp', 'led', 'an']);
    expect(queryTerms('灯')).toEqual(['灯']);
    expect(queryTerms('? !')).toEqual([]);
  });

  it('stand where their beginnings say', () => {
    expect([shelfOf('lamp'), shelfOf('台灯'), shelfOf('灯')]).toEqual(['la', '台', '灯']);
  });
});
