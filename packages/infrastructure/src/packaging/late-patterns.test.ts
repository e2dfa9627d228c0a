import { describe, expect, it } from '@jest/globals';
import { latePatterns } from './late-patterns.ts';

describe('a pattern with properties of Unicode', () => {
  it('is made where it is come to, and is the same', () => {
    const code = String.raw`const a = (text) => [text.match(/(\p{L})["\/]\d/gu), /\P{Lu}\u2212/v];`;
    const late = latePatterns(code);
    expect(late).toBe(
      String.raw`const a = (text) => [text.match(new RegExp("(\\p{L})[\"\\/]\\d", "gu")), new RegExp("\\P{Lu}\\u2212", "v")];`,
    );
  });

  it('is told from other patterns and from texts', () => {
    const code = String.raw`const a = /[a-z]\/p{2}/u; const b = '/\\p{L}/u'; // /\p{L}/u`;
    expect(latePatterns(code)).toBe(code);
    expect(latePatterns('const a = /b/;')).toBe('const a = /b/;');
  });
});
