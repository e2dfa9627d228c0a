import { describe, expect, it } from '@jest/globals';
import examples from 'libphonenumber-js/mobile/examples';
import {
  type CountryCode,
  getExampleNumber,
  isValidPhoneNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/min';
import { readPhoneNumber } from './phone-number.ts';

const numbers = (Object.keys(examples) as CountryCode[]).flatMap((country) => {
  const number = getExampleNumber(country, examples);
  return number === undefined ? [] : [{ country, number }];
});

describe('a telephone number', () => {
  it('is read in every country that libphonenumber knows, as it is written there and abroad', () => {
    expect(numbers.length).toBeGreaterThan(200);
    const misread = numbers.filter(({ country, number }) =>
      [number.number, number.formatInternational(), number.formatNational()].some(
        (typed) => readPhoneNumber(typed, country) !== number.number,
      ),
    );
    expect(misread.map(({ number }) => number.formatNational())).toEqual([]);
  });

  it.each([
    ['138 0013 8000', 'CN', '+8613800138000'],
    ['+86 (138) 0013-8000', 'US', '+8613800138000'],
    ['0086 138 0013 8000', 'CN', '+8613800138000'],
    ['＋８６１３８００１３８０００', 'CN', '+8613800138000'],
    ['+44 (0)20 7946 0018', 'GB', '+442079460018'],
    ['020 7946 0018', 'GB', '+442079460018'],
    ['(415) 555‑0132', 'US', '+14155550132'],
    ['06 698 12345', 'IT', '+390669812345'],
    ['8 (912) 345-67-89', 'RU', '+79123456789'],
    ['11 15 2345 6789', 'AR', '+5491123456789'],
    ['030/12345678', 'DE', '+493012345678'],
    ['6123 4567', 'SG', '+6561234567'],
  ])('%s in %s is %s, as libphonenumber says', (typed, country, number) => {
    expect(readPhoneNumber(typed, country)).toBe(number);
    expect(parsePhoneNumberFromString(typed, country as CountryCode)?.number).toBe(number);
  });

  it.each([
    '+10000000000',
    '+999123456789',
    '+861',
    '+4412',
    '+49',
    '+33000000000',
    '+8600000000000',
    '+14155501',
  ])('%s does not exist, and libphonenumber agrees', (typed) => {
    expect(isValidPhoneNumber(typed)).toBe(false);
    expect(readPhoneNumber(typed)).toBeUndefined();
  });

  it.each([
    'call me',
    '',
    '+',
    '+86 138 0013 8000 x12',
    '123',
    '1'.repeat(30),
    '++8613800138000',
    '13800138000\n;',
  ])('%j is none', (typed) => {
    expect(readPhoneNumber(typed, 'CN')).toBeUndefined();
  });

  it('needs its country code where nothing says which country it is of', () => {
    expect(readPhoneNumber('13800138000')).toBeUndefined();
    expect(readPhoneNumber('13800138000', 'AQ')).toBeUndefined();
  });
});
