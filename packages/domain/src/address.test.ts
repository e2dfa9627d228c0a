import { describe, expect, it } from '@jest/globals';
import * as z from 'zod/mini';
import { Address, addressWith } from './address.ts';
import { wordsOf } from './field-rule.ts';
import { postalRule } from './places/postal-rule.ts';
import { POSTAL_RULES } from './places/postal-rules.ts';

const shanghai = {
  recipient: '林美',
  phone: '+8613800138000',
  line1: '长乐路 88 号',
  city: '上海',
  region: '上海',
  postalCode: '200040',
  country: 'CN',
};
const { region: _region, postalCode: _postalCode, ...bare } = shanghai;
const berlin = { ...bare, city: 'Berlin', postalCode: '10115', country: 'DE' };
const kowloon = { ...bare, city: 'Mong Kok', region: 'Kowloon', country: 'HK' };

const parse = (address: object) => z.safeParse(Address, address);
const wrong = (address: object) => parse(address).error?.issues.map(({ path }) => path.join('.'));

describe('an address', () => {
  it('is kept in one spelling', () => {
    const typed = { ...shanghai, city: '  上海 ', phone: '138 0013-8000', postalCode: '２０００４０' };
    expect(parse(typed).data).toEqual(shanghai);
    expect(parse({ ...berlin, phone: '030 / 1234 5678' }).data).toMatchObject({ phone: '+493012345678' });
  });

  it.each([
    ['recipient', { recipient: '   ' }],
    ['recipient', { recipient: 'x'.repeat(81) }],
    ['recipient', { recipient: 'Mei\u202e' }],
    ['line1', { line1: 'a\u0000b' }],
    ['phone', { phone: 'call me' }],
    ['phone', { phone: '+10000000000' }],
    ['phone', { phone: '()()()()()' }],
    ['country', { country: 'China' }],
    ['country', { country: 'cn' }],
    ['country', { country: 'XX' }],
    ['country', { country: 'EU' }],
    ['postalCode', { postalCode: '<script>' }],
    ['postalCode', { postalCode: '20004' }],
    ['city', { city: undefined }],
    ['', { planet: 'Earth' }],
  ])('is refused for its %s: %j', (field, change) => {
    expect(wrong({ ...shanghai, ...change })).toEqual([field]);
  });

  it('takes the optional lines', () => {
    expect(parse({ ...shanghai, line2: '3 楼', district: '静安区' }).success).toBe(true);
  });

  it.each(['HK', 'MO', 'QA'])('in %s has no postal code', (country) => {
    const region = postalRule(country)?.region === 'required' ? { region: 'Kowloon' } : {};
    const address = { ...bare, ...region, country };
    expect(parse(address).data).toEqual(address);
    expect(wrong({ ...address, postalCode: '999077' })).toEqual(['postalCode']);
  });

  it.each([
    ['SG', '546080'],
    ['GB', 'EC1Y 8SY'],
    ['DE', '26133'],
    ['FR', '33380'],
  ])('in %s has no region', (country, postalCode) => {
    const address = { ...bare, country, postalCode };
    expect(parse(address).data).toEqual(address);
    expect(wrong({ ...address, region: 'Bayern' })).toEqual(['region']);
    expect(wrong({ ...bare, country })).toEqual(['postalCode']);
  });

  it.each(POSTAL_RULES.split('\n').map((row) => row.slice(0, 2)))('can be written of %s', (country) => {
    const { region, postalCode, example } = postalRule(country) ?? {};
    const address = {
      ...bare,
      country,
      ...(region === 'required' && { region: 'x' }),
      ...(postalCode === 'required' && { postalCode: example }),
    };
    expect(parse(address).data).toEqual(address);
  });

  it('has all that is wrong with it said at once', () => {
    const address = { ...berlin, recipient: '', phone: '1', region: 'Berlin', postalCode: '1' };
    expect(wrong(address)?.toSorted()).toEqual(['phone', 'postalCode', 'recipient', 'region']);
    expect(wrong({ ...kowloon, region: undefined, postalCode: 7 })?.toSorted()).toEqual([
      'postalCode',
      'region',
    ]);
    expect(z.safeParse(Address, 'nowhere').success).toBe(false);
  });

  it('says what is wrong in the words of every language', () => {
    const { error } = parse({ ...shanghai, postalCode: 'ABC' });
    const words = error?.issues.map((issue) => wordsOf(issue));
    expect(words).toEqual([
      {
        en: 'No postal code of CN looks like this. One is 266033.',
        'zh-CN': 'CN 没有这种格式的邮政编码，例如 266033。',
      },
    ]);
  });

  it('can stand in a request that says more beside it', () => {
    const Entry = addressWith({ isDefault: z.optional(z.boolean()) });
    expect(z.parse(Entry, { ...kowloon, isDefault: true })).toEqual({ ...kowloon, isDefault: true });
    expect(z.safeParse(Entry, { ...kowloon, isDefault: 'yes' }).success).toBe(false);
    expect(z.safeParse(Entry, { ...berlin, region: 'Berlin' }).success).toBe(false);
  });
});
