import { describe, expect, it } from '@jest/globals';
import { requestHash } from './request-hash.ts';

describe('the digest of a request', () => {
  it('is the same whatever the order of its fields, and whether what is not given is left out', () => {
    const request = { b: [{ y: 1, x: 'two' }, null], a: true };
    expect(requestHash({ a: true, b: [{ x: 'two', y: 1 }, null] })).toBe(requestHash(request));
    expect(requestHash({ ...request, c: undefined })).toBe(requestHash(request));
    expect(requestHash(request)).toMatch(/^[\w-]{16}$/);
  });

  it.each([
    [{ a: 1 }, { a: 2 }],
    [{ a: 1 }, { a: '1' }],
    [{ a: 1 }, { b: 1 }],
    [{ a: [1, 2] }, { a: [2, 1] }],
    [{ a: [1, 2] }, { a: [12] }],
    [{ a: ['1', '2'] }, { a: ['1,2'] }],
    [{ a: {} }, { a: [] }],
    [{ a: { b: 1 }, c: 2 }, { a: { b: 1, c: 2 } }],
    [{ a: null }, {}],
    [{ 'a":1,"b': 2 }, { a: 1, b: 2 }],
    [[undefined, 1], [1]],
    [[undefined], []],
  ])('tells %j and %j apart', (one, other) => {
    expect(requestHash(one)).not.toBe(requestHash(other));
  });
});
