import { domainToASCII } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { asciiDomain } from './ascii-domain.ts';

describe('a domain in plain letters', () => {
  it.each([
    '中文.com',
    'BÜCHER.example',
    'faß.de',
    'a_b.com',
    'xn--fiq228c.com',
    'ＥＸＡＭＰＬＥ.com',
    'a..b',
    '1.2.3.4',
  ])('is what Node makes of it: %s', (typed) => {
    expect(asciiDomain(typed)).toBe(domainToASCII(typed));
  });

  it('is what Node makes of it, whatever was typed', () => {
    const typed = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((text) => !/[/\\?#:@\s]/.test(text));
    fc.assert(fc.property(typed, (text) => asciiDomain(text) === domainToASCII(text)));
  });

  it.each(['', 'example.com/path', 'example.com:80', 'me@example.com', 'a b', '1.2.3.400'])(
    'is none for %j',
    (typed) => {
      expect(asciiDomain(typed)).toBe('');
    },
  );
});
