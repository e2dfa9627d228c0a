import { describe, expect, it } from '@jest/globals';
import { compare } from './range.ts';

const TEXTS = ['', 'a', 'ab', 'b', 'é', '中', '\ud7ff', '\ue000', '\uffee', '😀', '😁', 'a😀', 'a\uffee'];

describe('the order of texts', () => {
  it('is that of their bytes in UTF-8, beyond U+FFFF too', () => {
    for (const a of TEXTS)
      for (const b of TEXTS)
        expect(Math.sign(compare(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
  });
});
