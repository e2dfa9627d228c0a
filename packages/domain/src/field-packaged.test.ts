import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import * as z from 'zod/mini';

// What esbuild puts in where functions are packaged.
Object.assign(globalThis, { FIELDS_DESCRIBED: false });
const { field, hasPersonal } = await import('./field.ts');
const { EVENT_CONTRACTS } = await import('./events/registry.ts');

const contractFile = (type: string): string =>
  readFileSync(new URL(`../contracts/${type}.json`, import.meta.url), 'utf8');

describe('a field of a packaged function', () => {
  it('is its schema, without a description', () => {
    const Amount = z.int();
    expect(field(Amount, 'Part of the total', 5)).toBe(Amount);
    const Name = field(z.string(), 'A name', 'Mei', { personal: true });
    expect(z.globalRegistry.get(Name)).toEqual({ 'x-personal': true });
  });

  it.each(EVENT_CONTRACTS)('of $type is as personal as its contract says', ({ type, data }) => {
    expect(hasPersonal(data)).toBe(contractFile(type).includes('"x-personal": true'));
  });
});
