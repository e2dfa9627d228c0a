import { describe, expect, it } from '@jest/globals';
import { amissIn, draftOf, isWhole, keyOf, missingIn, type OptionDraft, varietyOf } from './variety.ts';

const name = (en: string, zh: string) => ({ en, 'zh-CN': zh });
const SHIRT = {
  options: [
    {
      key: 'size',
      name: name('Size', '尺码'),
      values: [
        { key: 's', name: name('S', 'S') },
        { key: 'm', name: name('M', 'M') },
      ],
    },
  ],
};
const COLOUR: OptionDraft = {
  en: 'Colour',
  zh: '颜色',
  values: [
    { en: 'Deep blue', zh: '深蓝' },
    { en: 'White', zh: '白色' },
  ],
};

describe('the options of a product', () => {
  it('keep the keys by which orders know them, and give new names keys of their own', () => {
    const [size] = draftOf(SHIRT);
    expect(size && keyOf({ ...size, en: 'Measure' })).toBe('size');
    expect(keyOf({ en: ' Été & Hiver, a very long one ', zh: '' })).toBe('ete-hiver-a-very-lon');
    expect(keyOf({ en: '!', zh: '！' })).toBe('');
  });

  it.each([
    [{ en: 'Blue', zh: '' }, 'lacking'],
    [{ en: '!!', zh: '蓝' }, 'keyless'],
    [{ en: 'white', zh: '白' }, 'twice'],
    [{ en: 'Blue', zh: '蓝' }, undefined],
  ])('with a value %j are told: %s', (value, amiss) => {
    const values = [...COLOUR.values, value];
    expect(amissIn(value, values)).toBe(amiss);
    expect(isWhole([{ ...COLOUR, values }])).toBe(amiss === undefined);
  });

  it('offer what is no variant yet', () => {
    const options = [...draftOf(SHIRT), COLOUR];
    const titles = (variants: Parameters<typeof missingIn>[1]) =>
      missingIn(options, variants).map((row) => row.map(({ en }) => en).join(', '));
    expect(titles([])).toEqual(['S, Deep blue', 'S, White', 'M, Deep blue', 'M, White']);
    expect(titles([{ options: { size: 's', colour: 'white' } }])).toEqual([
      'S, Deep blue',
      'M, Deep blue',
      'M, White',
    ]);
    expect(missingIn([])).toEqual([]);
  });

  it('become what the shop is told: all options, and the variants that were chosen', () => {
    const options = [...draftOf(SHIRT), COLOUR];
    const wanted = new Map([['m/deep-blue', { price: '129.5', stock: '3' }]]);
    expect(varietyOf(options, wanted, 'CNY')).toEqual({
      options: [
        SHIRT.options[0],
        {
          key: 'colour',
          name: name('Colour', '颜色'),
          values: [
            { key: 'deep-blue', name: name('Deep blue', '深蓝') },
            { key: 'white', name: name('White', '白色') },
          ],
        },
      ],
      variants: [
        {
          options: { size: 'm', colour: 'deep-blue' },
          price: { amount: 12_950, currency: 'CNY' },
          stock: 3,
        },
      ],
    });
  });
});
