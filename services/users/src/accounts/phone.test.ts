import { describe, expect, it } from '@jest/globals';
import examples from 'libphonenumber-js/mobile/examples' with { type: 'json' };
import { type CountryCode, getExampleNumber, isValidPhoneNumber } from 'libphonenumber-js/min';
import { checkPhone } from './phone.ts';

const accepts = (phone: string): boolean => {
  try {
    checkPhone(phone);
    return true;
  } catch {
    return false;
  }
};

describe('checkPhone', () => {
  it('accepts the example number of every country that libphonenumber knows', () => {
    const numbers = (Object.keys(examples) as CountryCode[]).map(
      (country) => getExampleNumber(country, examples)?.number,
    );
    expect(numbers.length).toBeGreaterThan(200);
    expect(numbers.filter((number) => number !== undefined && !accepts(number))).toEqual([]);
  });

  it.each(['+10000000000', '+999123456789', '+861', '+4412', '+49', '+33000000000', '+8600000000000'])(
    'agrees with libphonenumber that %s does not exist',
    (phone) => {
      expect(isValidPhoneNumber(phone)).toBe(false);
      expect(accepts(phone)).toBe(false);
    },
  );

  it.each(['13800138000', '+86 138 0013 8000', '+0123456789', '', '+'])(
    'accepts nothing but E.164: %j',
    (phone) => {
      expect(accepts(phone)).toBe(false);
    },
  );
});
