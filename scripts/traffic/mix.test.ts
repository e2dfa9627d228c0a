import { describe, expect, it } from '@jest/globals';
import { randomNumbers, readMix } from './mix.ts';

describe('the mix of visits', () => {
  it('divides visits by their shares', () => {
    const choose = readMix('browse=1,buy=3');
    expect([0, 0.24, 0.26, 0.99].map(choose)).toEqual(['browse', 'browse', 'buy', 'buy']);
  });

  it.each(['steal=1', 'buy', 'buy=-1', 'buy=x', 'buy=0', ''])('refuses %j', (text) => {
    expect(() => readMix(text)).toThrow('--mix');
  });

  it('is the same for the same seed', () => {
    const [first, second] = [randomNumbers(5), randomNumbers(5)];
    expect(Array.from({ length: 9 }, first)).toEqual(Array.from({ length: 9 }, second));
  });
});
