import { describe, expect, it } from '@jest/globals';
import * as z from 'zod/mini';
import { Address, AddressSnapshot } from './address.ts';

const address = {
  recipient: '林美',
  phone: '+86 138 0013 8000',
  line1: '长乐路 88 号',
  city: '上海',
  region: '上海',
  postalCode: '200040',
  country: 'CN',
};
const accepts = (change: Record<string, unknown>) => z.safeParse(Address, { ...address, ...change }).success;

describe('an address', () => {
  it('is trimmed', () => {
    expect(z.parse(Address, { ...address, city: '  上海 ' })).toEqual(address);
  });

  it.each([
    ['an empty recipient', { recipient: '   ' }],
    ['a recipient of 81 characters', { recipient: 'x'.repeat(81) }],
    ['a telephone number with letters', { phone: 'call me' }],
    ['a country that is no code', { country: 'China' }],
    ['a country in lower case', { country: 'cn' }],
    ['a postal code with signs', { postalCode: '<script>' }],
    ['an unknown field', { planet: 'Earth' }],
  ])('refuses %s', (_, change) => {
    expect(accepts(change)).toBe(false);
  });

  it('takes the optional lines', () => {
    expect(accepts({ line2: '3 楼', district: '静安区' })).toBe(true);
  });

  it('of a newer release is readable in an event, without what is new', () => {
    expect(z.parse(AddressSnapshot, { ...address, planet: 'Earth' })).toEqual(address);
  });
});
