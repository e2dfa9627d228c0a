import { describe, expect, it } from '@jest/globals';
import * as z from 'zod/mini';
import { Address } from './address.ts';
import { AddressSnapshot, fromAddressSnapshot, toAddressSnapshot } from './address-snapshot.ts';
import { postalRule } from './places/postal-rule.ts';
import { POSTAL_RULES } from './places/postal-rules.ts';

/** What the release before this one reads addresses in events with. */
const line = (max: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(max));
const ReleasedSnapshot = z.object({
  recipient: line(80),
  phone: z.string().check(z.trim(), z.regex(/^\+?[\d\s()-]{5,24}$/)),
  line1: line(120),
  line2: z.optional(line(120)),
  district: z.optional(line(60)),
  city: line(60),
  region: line(60),
  postalCode: z.string().check(z.trim(), z.regex(/^[\p{L}\d\s-]{2,12}$/u)),
  country: z.string().check(z.regex(/^[A-Z]{2}$/)),
});

const hongKong = {
  recipient: '陳大文',
  phone: '+85221234567',
  line1: '彌敦道 1 號',
  city: '旺角',
  region: 'Kowloon',
  country: 'HK',
};
const macau = { ...hongKong, region: undefined, city: '澳門', country: 'MO' };

describe('an address in an event', () => {
  it.each([hongKong, macau])(
    'is readable for the release before, and comes back as it was: %j',
    (address) => {
      const snapshot = toAddressSnapshot(address);
      expect(z.parse(ReleasedSnapshot, snapshot)).toEqual(snapshot);
      expect(fromAddressSnapshot(z.parse(AddressSnapshot, snapshot))).toEqual(
        JSON.parse(JSON.stringify(address)),
      );
    },
  );

  it.each(POSTAL_RULES.split('\n').map((row) => row.slice(0, 2)))(
    'of %s is readable for the release before',
    (country) => {
      const { region, postalCode, example } = postalRule(country) ?? {};
      const address = z.parse(Address, {
        ...macau,
        country,
        ...(region !== 'refused' && { region: '\u{20bb7}'.repeat(60) }),
        ...(postalCode !== 'refused' && example !== '' && { postalCode: example }),
      });
      const snapshot = toAddressSnapshot(address);
      expect(z.parse(ReleasedSnapshot, snapshot)).toEqual(snapshot);
    },
  );

  it('of the release before is read as it was written', () => {
    const before = { ...hongKong, phone: '(021) 1234 5678', postalCode: '999077', country: 'ZZ' };
    expect(fromAddressSnapshot(z.parse(AddressSnapshot, before))).toEqual(before);
  });

  it('of a newer release is readable, without what is new', () => {
    const snapshot = toAddressSnapshot(hongKong);
    expect(z.parse(AddressSnapshot, { ...snapshot, planet: 'Earth' })).toEqual(snapshot);
  });
});
