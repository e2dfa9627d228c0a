import { describe, expect, it } from '@jest/globals';
import * as z from 'zod/mini';
import { declaredPath } from './declared-path.ts';

const Schema = z.strictObject({
  items: z.array(z.object({ quantity: z.optional(z.nullable(z.int())) })),
  named: z._default(z.record(z.string(), z.object({ price: z.int() })), {}),
  either: z.union([z.object({ a: z.int() }), z.object({ b: z.object({ c: z.int() }) })]),
  flag: z.pipe(
    z.enum(['yes', 'no']),
    z.transform((text) => text === 'yes'),
  ),
});

describe('the declared names on the way to a value', () => {
  it.each([
    ['items.quantity', ['items', 3, 'quantity']],
    ['items', ['items', 3, 'made up']],
    ['named', ['named', 'made up', 'price']],
    ['either.b.c', ['either', 'b', 'c']],
    ['flag', ['flag']],
    ['', ['made up']],
    ['', ['constructor']],
    ['', []],
  ])('are %j', (names, path) => {
    expect(declaredPath(Schema, path)).toBe(names);
  });
});
