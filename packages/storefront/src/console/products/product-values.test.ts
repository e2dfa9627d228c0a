import { describe, expect, it } from '@jest/globals';
import { changedFields, changeOf, EMPTY, newProductOf, unreadable, type Values } from './product-values.ts';

const lamp: Values = {
  ...EMPTY,
  titleEn: 'Lamp',
  titleZh: '灯',
  descriptionEn: 'It shines.',
  descriptionZh: '会发光。',
  category: 'home.lighting',
  price: '129.00',
};

describe('the fields of a product', () => {
  it('become the change of what differs, and of nothing else', () => {
    const after = { ...lamp, price: '99', titleZh: '台灯' };
    expect(changeOf(after, changedFields(lamp, after), 'CNY')).toEqual({
      title: { en: 'Lamp', 'zh-CN': '台灯' },
      price: { amount: 9900, currency: 'CNY' },
    });
  });

  it('take a limit away when its units are emptied', () => {
    const limited = { ...lamp, limitUnits: '2', limitDays: '30' };
    expect(changeOf(limited, ['limitUnits'], 'CNY')).toEqual({ limitPerShopper: { units: 2, days: 30 } });
    expect(changeOf(lamp, changedFields(limited, lamp), 'CNY')).toEqual({ limitPerShopper: null });
  });

  it('become a new product without what was left empty', () => {
    expect(
      newProductOf({ ...lamp, images: '/a.svg\n\n https://b.example/c.png ', stock: '5' }, 'CNY'),
    ).toEqual({
      title: { en: 'Lamp', 'zh-CN': '灯' },
      description: { en: 'It shines.', 'zh-CN': '会发光。' },
      category: 'home.lighting',
      price: { amount: 12900, currency: 'CNY' },
      images: ['/a.svg', 'https://b.example/c.png'],
      stock: 5,
    });
  });

  it.each([
    [{ titleZh: ' ' }, ['titleZh']],
    [{ category: 'Home' }, ['category']],
    [{ price: '1.999' }, ['price']],
    [{ images: 'lamp.svg' }, ['images']],
    [{ stock: 'many', lowAt: '-1' }, ['lowAt', 'stock']],
    [{ limitDays: '3' }, ['limitDays']],
  ])('with %j cannot be read in %j', (wrong, fields) => {
    expect(unreadable(lamp, 'CNY')).toEqual([]);
    expect(unreadable({ ...lamp, ...wrong }, 'CNY')).toEqual(fields);
  });
});
