import { describe, expect, test } from '@jest/globals';
import type { FilterPattern } from './event-source.ts';
import { compileFilters } from './filter-pattern.ts';

const passes = (pattern: FilterPattern, event: unknown): boolean =>
  compileFilters([pattern], { numeric: true })(event);

describe('event filters', () => {
  test.each<readonly [string, FilterPattern, unknown, unknown]>([
    ['a plain value', { type: ['a', 'b'] }, { type: 'b' }, { type: 'c' }],
    ['a pattern as JSON text', '{"type":["a"]}', { type: 'a' }, { type: 'b' }],
    ['a number, which is not its text', { n: [1] }, { n: 1 }, { n: '1' }],
    ['null', { n: [null] }, { n: null }, {}],
    ['several keys at once', { a: [1], b: [2] }, { a: 1, b: 2 }, { a: 1, b: 3 }],
    ['nested keys', { a: { b: { c: ['x'] } } }, { a: { b: { c: 'x' } } }, { a: { b: 'x' } }],
    ['any value of a list', { tags: ['x'] }, { tags: ['y', 'x'] }, { tags: ['y'] }],
    ['any object of a list', { l: { m: ['x'] } }, { l: [{ m: 'y' }, { m: 'x' }] }, { l: [{ m: 'y' }] }],
    ['prefix', { t: [{ prefix: 'orders.' }] }, { t: 'orders.x' }, { t: 'users.x' }],
    ['suffix', { t: [{ suffix: '.v1' }] }, { t: 'x.v1' }, { t: 'x.v2' }],
    ['equals-ignore-case', { t: [{ 'equals-ignore-case': 'AbC' }] }, { t: 'aBc' }, { t: 'abd' }],
    ['exists', { t: [{ exists: true }] }, { t: 0 }, { u: 0 }],
    ['exists, of values only', { t: [{ exists: true }] }, { t: 'x' }, { t: { u: 1 } }],
    ['not exists', { t: [{ exists: false }] }, { u: 0 }, { t: null }],
    ['anything-but', { t: [{ 'anything-but': ['a', 'b'] }] }, { t: 'c' }, { t: 'a' }],
    ['anything-but, of keys that are there', { t: [{ 'anything-but': 'a' }] }, { t: 'c' }, {}],
    ['numeric', { n: [{ numeric: ['>', 1, '<=', 5] }] }, { n: 5 }, { n: 1 }],
    ['numeric, of numbers only', { n: [{ numeric: ['=', 5] }] }, { n: 5 }, { n: '5' }],
    ['$or', { $or: [{ a: [1] }, { b: [2] }] }, { b: 2 }, { a: 2 }],
  ])('know %s', (_what, pattern, passing, failing) => {
    expect(passes(pattern, passing)).toBe(true);
    expect(passes(pattern, failing)).toBe(false);
  });

  test('let an event pass when any of them matches, or when there are none', () => {
    const patterns = [{ a: [1] }, { a: [2] }];
    expect(compileFilters(patterns, { numeric: true })({ a: 2 })).toBe(true);
    expect(compileFilters([], { numeric: true })({})).toBe(true);
    expect(compileFilters(undefined, { numeric: true })({})).toBe(true);
  });

  test.each<readonly [FilterPattern, RegExp]>([
    ['{', /not JSON/],
    ['[]', /must be an object/],
    [{}, /at least one key/],
    [{ a: {} }, /filter pattern\.a must be an object with at least one key/],
    [{ a: 'x' }, /filter pattern\.a must be an object/],
    [{ a: [] }, /empty list/],
    [{ a: [{ cidr: '10.0.0.0/8' }] }, /filter pattern\.a: {"cidr":"10.0.0.0\/8"} is not supported/],
    [{ a: [{ wildcard: 'x*' }] }, /wildcard/],
    [{ a: [{ prefix: 1 }] }, /prefix/],
    [{ a: [{ prefix: 'x', suffix: 'y' }] }, /not supported/],
    [{ a: [{ 'anything-but': { prefix: 'x' } }] }, /anything-but/],
    [{ a: [{ exists: 'yes' }] }, /exists/],
    [{ a: [{ numeric: ['~', 1] }] }, /numeric/],
    [{ a: [{ numeric: ['>', '1'] }] }, /numeric/],
    [{ a: [['nested']] }, /not supported/],
    [{ $or: [{ a: [1] }] }, /at least two/],
  ])('refuse %j', (pattern, message) => {
    expect(() => compileFilters([pattern], { numeric: true })).toThrow(message);
  });
});
