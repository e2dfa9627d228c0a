import { describe, expect, it } from '@jest/globals';
import { fromCells, readRow } from './import-row.ts';

const CELLS = {
  productId: 'prd_lamp',
  title_en: 'Lamp',
  title_zh: '灯',
  description_en: 'A lamp.',
  description_zh: '一盏灯。',
  category: 'home.lighting',
  amount: '1200',
  currency: 'CNY',
  stock: '7',
  images: '/images/a.svg|/images/b.svg',
  lowAt: '',
  buckets: '',
};

describe('a line of an import file', () => {
  it('becomes a product with what was left out filled in', () => {
    expect(readRow(fromCells(CELLS), 'CNY', 5)).toMatchObject({
      stock: new Map([['prd_lamp', 7]]),
      product: {
        productId: 'prd_lamp',
        title: { en: 'Lamp', 'zh-CN': '灯' },
        price: { amount: 1200, currency: 'CNY' },
        images: ['/images/a.svg', '/images/b.svg'],
        lowAt: 5,
        buckets: 1,
        availability: 'in-stock',
        createdAt: 5,
      },
    });
  });

  it('may be free, so many for one shopper', () => {
    const cells = { ...CELLS, amount: '0', limitUnits: '2', limitDays: '30' };
    expect(readRow(fromCells(cells), 'CNY', 5)).toMatchObject({
      product: { price: { amount: 0 }, limitPerShopper: { units: 2, days: 30 } },
    });
  });

  it('has variants, each with its first stock, as JSON in a cell', () => {
    const options = JSON.stringify([
      {
        key: 'size',
        name: { en: 'Size', 'zh-CN': '尺码' },
        values: [{ key: 'm', name: { en: 'M', 'zh-CN': 'M' } }],
      },
    ]);
    const variants = JSON.stringify([{ options: { size: 'm' }, stock: 4 }]);
    expect(readRow(fromCells({ ...CELLS, stock: '', options, variants }), 'CNY', 5)).toMatchObject({
      stock: new Map([['prd_lamp.m', 4]]),
      product: { variants: [{ variantId: 'm', price: { amount: 1200 }, availability: 'low' }] },
    });
    expect(readRow(fromCells({ ...CELLS, options, variants }), 'CNY', 5)).toContain('STOCK_BY_VARIANT');
  });

  it.each([
    ['variants that are no JSON', { variants: 'S, M' }, 'variants'],
    ['variants without options', { stock: '', variants: '[{"variantId":"m"}]' }, 'OPTIONS_INVALID'],
    ['no price', { amount: '' }, 'price.amount'],
    ['no Chinese title', { title_zh: '' }, 'title.zh-CN'],
    ['a fraction of a unit', { stock: '1.5' }, 'stock'],
    ['another currency', { currency: 'EUR' }, 'price.currency'],
    ['no limit on what is free', { amount: '0' }, 'limitPerShopper'],
    ['a limit of nothing', { limitUnits: '0' }, 'limitPerShopper'],
    ['a strange id', { productId: 'Lamp!' }, 'productId'],
  ])('is refused with %s', (_, change, where) => {
    expect(readRow(fromCells({ ...CELLS, ...change }), 'CNY', 5)).toContain(where);
  });
});
