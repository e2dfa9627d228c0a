import { describe, expect, it } from '@jest/globals';
import { itemSize } from './item-size.ts';

describe('the size of an item', () => {
  it.each([
    ['nothing', {}, 0],
    ['text in UTF-8, with its name', { name: '林美' }, 4 + 6],
    ['a boolean or null', { a: true, b: null }, 2 + 2],
    ['a number of one digit', { n: 7 }, 1 + 2],
    ['a number of four digits', { n: 1234 }, 1 + 3],
    ['a number without its trailing zeros', { n: 120_000 }, 1 + 2],
    ['a negative number', { n: -12 }, 1 + 3],
    ['a fraction', { n: 0.25 }, 1 + 2],
    ['bytes', { b: new Uint8Array(10) }, 1 + 10],
    ['a list', { l: ['ab', 'c'] }, 1 + 3 + (1 + 2) + (1 + 1)],
    ['a map', { m: { key: 'v' } }, 1 + 3 + (1 + 3 + 1)],
    ['a set', { s: new Set(['ab', 'c']) }, 1 + 3 + 3],
  ])('counts %s', (_, item, bytes) => {
    expect(itemSize(item)).toBe(bytes);
  });
});
