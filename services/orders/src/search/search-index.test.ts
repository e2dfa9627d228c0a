import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Product } from '../catalogue/product.ts';
import { aProduct, aShirt } from '../../test/products.ts';
import { categoryNames } from './category-names.ts';
import { matchesOf } from './matches.ts';
import { packed, unpacked } from './packed-index.ts';
import { SearchIndex } from './search-index.ts';
import { queryWords } from './search-query.ts';

const CATEGORIES = [
  { category: 'digital', title: { en: 'Digital', 'zh-CN': '数码' }, parent: null, rank: 0 },
  { category: 'digital.audio', title: { en: 'Headphones', 'zh-CN': '耳机' }, parent: 'digital', rank: 0 },
  { category: 'clothing', title: { en: 'Clothes', 'zh-CN': '服装' }, parent: null, rank: 1 },
];

const row = (slug: string, en: string, zh: string, category: string, more: Partial<Product> = {}): Product =>
  aProduct({
    productId: `prd_${slug}`,
    title: { en, 'zh-CN': zh },
    description: { en: '-', 'zh-CN': '-' },
    category,
    createdAt: 1,
    version: 1,
    ...more,
  });

const PRODUCTS = [
  row('case', 'iPhone case', 'iPhone手机壳', 'digital.accessories'),
  row('stand', 'Phone stand', '手机支架', 'digital.accessories'),
  row('cafe', 'Café press', '法压壶', 'kitchen'),
  row('teapot', 'Yixing teapot', '紫砂壶', 'kitchen', {
    description: { en: 'For coffee? No.', 'zh-CN': '宜兴' },
  }),
  row('shirt', 'Linen shirts', '亚麻衬衫', 'clothing'),
  row('buds', 'Wireless earbuds', '无线耳塞', 'digital.audio', { attributes: { colour: 'Midnight' } }),
  row('lamp', 'Lamp', '灯', 'home'),
  row('desk-lamp', 'Desk lamp', '台灯', 'home'),
  row('lampshade', 'Lampshade', '灯罩', 'home'),
  row('table', 'Table', '桌子', 'home', { description: { en: 'Holds a lamp.', 'zh-CN': '-' } }),
  row('gone-lamp', 'Lamp', '灯', 'home', { availability: 'sold-out' }),
];

describe('the search index', () => {
  let index: SearchIndex;
  beforeEach(() => {
    index = new SearchIndex();
    PRODUCTS.forEach((product) => index.put(product));
  });

  const search = (q: string, on = index) =>
    matchesOf(on.find(queryWords(q, categoryNames(CATEGORIES))), { sort: 'relevance' }).map(({ card }) =>
      card.id.slice(4),
    );

  it.each([
    ['iPhone手机壳', ['case']],
    ['手机', ['stand', 'case']],
    ['手机 phone', ['stand']],
    ['机壳', ['case']],
    ['cafe', ['cafe']],
    ['CAFÉ', ['cafe']],
    ['ｃａｆｅ', ['cafe']],
    ['shirt', ['shirt']],
    ['shirts', ['shirt']],
    ['shirt for the women', []],
    ['the shirts', ['shirt']],
    ['砂', ['teapot']],
    ['砂壶', ['teapot']],
    ['壶', ['teapot', 'cafe']],
    ['亚麻', ['shirt']],
    ['headphones', ['buds']],
    ['耳机', ['buds']],
    ['wireless headphone', ['buds']],
    ['digital', ['buds', 'case', 'stand']],
    ['midnight', ['buds']],
    ['coffee', ['teapot']],
    ['lapm shade', []],
    ['lapmshade', ['lampshade']],
    ['wireles erbuds', ['buds']],
    ['telephone', []],
    ['!!', []],
    ['__proto__ constructor', []],
  ])('%p', (q, found) => {
    expect(search(q).toSorted()).toEqual([...found].toSorted());
  });

  it('finds what there is to choose, and not what is not sold any more', () => {
    const { product } = aShirt(
      'prd_tee',
      [{ variantId: 'm_blue' }, { variantId: 'l_white', active: false }],
      {
        title: { en: 'Tee', 'zh-CN': 'T恤' },
        version: 1,
      },
    );
    index.put(product);
    expect(search('tee blue')).toEqual(['tee']);
    expect(search('蓝色')).toEqual(['tee']);
    expect(search('tee white')).toEqual([]);
  });

  it('puts titles before descriptions, whole words before beginnings, and what is sold out behind', () => {
    expect(search('lamp')).toEqual(['lamp', 'desk-lamp', 'lampshade', 'gone-lamp', 'table']);
  });

  it('forgives a typing mistake only where nothing is spelt so', () => {
    expect(search('lanp')).toEqual(['lamp', 'desk-lamp', 'gone-lamp', 'table']);
    index.put(row('lanp', 'Lanp', '兰普', 'home'));
    expect(search('lanp')).toEqual(['lanp']);
    expect(search('usc')).toEqual([]);
  });

  it('finds swapped letters, also where the ending is cut off as of another word', () => {
    index.put(row('phone', 'Phone', '电话', 'home'));
    for (const typed of ['phnoe', 'phoen', 'pohne', 'hpone', 'phonse'])
      expect([typed, search(typed)]).toEqual([typed, expect.arrayContaining(['phone'])]);
  });

  it('does not take one number for another', () => {
    index.put(row('m', 'Model 20263', '型号', 'home'));
    expect(search('20264')).toEqual([]);
  });

  it('follows a product as it changes, and knows no older one again', () => {
    const [lamp] = PRODUCTS.filter(({ productId }) => productId === 'prd_lamp');
    index.put({ ...lamp!, version: 3, title: { en: 'Torch', 'zh-CN': '手电' } });
    expect(search('torch')).toEqual(['lamp']);
    index.put({ ...lamp!, version: 2 });
    expect(search('torch')).toEqual(['lamp']);
    index.put({ ...lamp!, version: 4, active: false });
    expect(search('torch')).toEqual([]);
    expect(index.size).toBe(PRODUCTS.length - 1);
  });

  it('cuts no words anew when the price alone changed', () => {
    const [lamp] = PRODUCTS.filter(({ productId }) => productId === 'prd_lamp');
    index.put({ ...lamp!, version: 2, price: { amount: 7, currency: 'CNY' } });
    expect(index.all().find(({ card }) => card.id === 'prd_lamp')?.card.price).toBe(7);
    expect(index.image().words.dirtCount).toBe(0);
    expect(search('lamp')[0]).toBe('lamp');
  });

  it('is the same after it was written down', async () => {
    const copy = await unpacked(await packed(index));
    expect(copy.all()).toEqual(index.all());
    for (const q of ['lamp', '手机', 'headphones', 'lapmshade']) expect(search(q, copy)).toEqual(search(q));
    copy.put(row('new', 'Lantern', '灯笼', 'home'));
    expect(search('lantern', copy)).toEqual(['new']);
  });
});
