import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { decodeCursor, encodeCursor } from './cursor.ts';

const NAMES = ['pk', 'sk'];
const CURSOR_INVALID = expect.objectContaining({ kind: 'malformed', code: 'CURSOR_INVALID' });
const pack = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a cursor', () => {
  it('gives back the key it was made of', () => {
    const value = fc.oneof(fc.string({ minLength: 1, unit: 'grapheme' }), fc.integer());
    fc.assert(
      fc.property(value, value, (pk, sk) => {
        expect(decodeCursor(encodeCursor({ pk, sk }) ?? '', NAMES, { pk })).toEqual({ pk, sk });
      }),
    );
  });

  it('is text that needs no escaping in a URL', () => {
    expect(encodeCursor({ pk: 'ÿ?>~', sk: '???' })).toMatch(/^[\w-]+$/);
  });

  it('does not exist where the list ended, and none means the beginning', () => {
    expect(encodeCursor(undefined)).toBeNull();
    expect(decodeCursor(undefined, NAMES)).toBeUndefined();
  });

  it.each([
    ['empty', ''],
    ['no base 64', '!!!'],
    ['no JSON', Buffer.from('{').toString('base64url')],
    ['null', pack(null)],
    ['a list', pack(['a', 'b'])],
    ['text', pack('pk,sk')],
    ['of another list', pack({ pk: 'user#1', gsi: 'x' })],
    ['longer than the key', pack({ pk: 'user#1', sk: 'x', more: 'x' })],
    ['with an object in the key', pack({ pk: 'user#1', sk: { $gt: '' } })],
    ['with an empty part', pack({ pk: 'user#1', sk: '' })],
    ['with null in the key', pack({ pk: 'user#1', sk: null })],
    ['of another user', pack({ pk: 'user#2', sk: 'x' })],
    [
      'that reaches for the prototype',
      Buffer.from('{"__proto__":{"pk":"user#1"},"sk":"x"}').toString('base64url'),
    ],
  ])('that is %s is refused', (_, cursor) => {
    expect(() => decodeCursor(cursor, NAMES, { pk: 'user#1' })).toThrow(CURSOR_INVALID);
  });

  it('made of any text never breaks the list, it is a key or refused', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.base64String(),
          fc.json().map((json) => pack(json)),
        ),
        (cursor) => {
          try {
            expect(Object.keys(decodeCursor(cursor, NAMES) ?? {}).toSorted()).toEqual(NAMES);
          } catch (error) {
            expect(error).toEqual(CURSOR_INVALID);
          }
        },
      ),
    );
  });
});
