import { describe, expect, it } from '@jest/globals';
import { POSTAL_RULES } from './postal-rules.ts';
import { countries as codes, postalRule, readPostalCode } from './postal-rule.ts';

const countries = POSTAL_RULES.split('\n').map((row) => row.slice(0, 2));
const read = (typed: string, country: string) => readPostalCode(typed, country, postalRule(country)?.form);

describe('the postal rules', () => {
  it('know the 249 countries of ISO 3166-1 and nothing else', () => {
    expect(new Set(countries).size).toBe(249);
    expect(codes()).toEqual(countries);
    for (const code of ['XX', 'ZZ', 'UK', 'EU', 'AC', 'XK', 'cn', '', 'C', 'CHN']) {
      expect(postalRule(code)).toBeUndefined();
    }
  });

  it('take of every country the example that they give', () => {
    const untaken = countries.filter((country) => {
      const { example = '' } = postalRule(country) ?? {};
      return example !== '' && read(example.toLowerCase(), country) === undefined;
    });
    expect(untaken).toEqual([]);
  });

  it.each([
    ['HK', 'required', 'refused'],
    ['MO', 'refused', 'refused'],
    ['QA', 'refused', 'refused'],
    ['AE', 'required', 'refused'],
    ['SG', 'refused', 'required'],
    ['GB', 'refused', 'required'],
    ['DE', 'refused', 'required'],
    ['FR', 'refused', 'required'],
    ['CN', 'required', 'required'],
    ['US', 'required', 'required'],
    ['IE', 'optional', 'optional'],
  ])('say of %s: region %s, postal code %s', (country, region, postalCode) => {
    expect(postalRule(country)).toMatchObject({ region, postalCode });
  });
});

describe('a postal code', () => {
  it.each([
    ['ec1y 8sy', 'GB', 'EC1Y 8SY'],
    ['EC1Y8SY', 'GB', 'EC1Y8SY'],
    ['２０００４０', 'CN', '200040'],
    ['〒100-8994', 'JP', '100-8994'],
    ['100–8994', 'JP', '100-8994'],
    ['94043–1351', 'US', '94043-1351'],
    ['SE-123 45', 'SE', '123 45'],
    ['k1a  0b1', 'CA', 'K1A 0B1'],
    ['20 00 40', 'CN', '200040'],
  ])('%s of %s is %s', (typed, country, code) => {
    expect(read(typed, country)).toBe(code);
  });

  it.each([
    ['12345', 'CN'],
    ['2000401', 'CN'],
    ['ABCDEF', 'CN'],
    ['1234', 'US'],
    ['ZZ1 1AA', 'GB'],
    ['0000 AA', 'NL'],
    ['<script>', 'KP'],
    ['-', 'KP'],
  ])('%s is none of %s', (typed, country) => {
    expect(read(typed, country)).toBeUndefined();
  });
});
