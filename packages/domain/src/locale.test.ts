import { describe, expect, it } from '@jest/globals';
import { pickLocale } from './locale.ts';

describe('the language of an answer', () => {
  it.each([
    [undefined, 'en'],
    ['', 'en'],
    ['*', 'en'],
    ['fr-FR, de;q=0.9', 'en'],
    ['zh', 'zh-CN'],
    ['zh-TW', 'zh-CN'],
    ['ZH-cn', 'zh-CN'],
    ['en-GB, zh-CN', 'en'],
    ['en;q=0.5, zh-CN;q=0.8', 'zh-CN'],
    ['fr, zh-CN;q=0.3, en;q=0.2', 'zh-CN'],
    ['zh;q=0, en;q=0.1', 'en'],
    ['zh;q=0', 'en'],
    ['zh ; q=1', 'zh-CN'],
    ['zh;q=nonsense', 'zh-CN'],
    [',,;;', 'en'],
  ])('for %j is %s', (header, locale) => {
    expect(pickLocale(header)).toBe(locale);
  });
});
