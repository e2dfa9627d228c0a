import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { seedCatalogue } from '../scripts/seed.ts';
import { handler as getProduct } from '../src/catalogue/get-product/handler.ts';
import { handler as listCategories } from '../src/catalogue/list-categories/handler.ts';
import { handler as listProducts } from '../src/catalogue/list-products/handler.ts';
import { openShop, type Shop } from './shop.ts';

type Card = {
  productId: string;
  title: string;
  price: { amount: number };
  availability: string;
  category: string;
};

describe('the catalogue', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop();
    expect(await seedCatalogue(shop.items, new Date())).toBe(78);
  });
  afterAll(() => shop.close());

  const list = async (query: Record<string, string>, language = 'en') => {
    const headers = { 'accept-language': language };
    const { status, body } = await shop.call(listProducts, {
      method: 'GET',
      path: '/products',
      query,
      headers,
    });
    return {
      status,
      items: (body['items'] ?? []) as Card[],
      nextCursor: body['nextCursor'] as string | null,
      body,
    };
  };

  it.each([
    ['a number where a text belongs', 'eyJzayI6InByb2R1Y3QiLCJnYSI6ImFsbCIsImF0IjoieCIsInBrIjoiUCN4In0'],
    ['a text that is no cursor', 'x'],
  ])('refuses a cursor with %s', async (_, cursor) => {
    expect(await list({ cursor })).toMatchObject({ status: 400, body: { code: 'CURSOR_INVALID' } });
    expect(await list({ q: 'lamp', cursor })).toMatchObject({
      status: 400,
      body: { code: 'CURSOR_INVALID' },
    });
  });

  it('is seeded once, however often the seed runs', async () => {
    expect(await seedCatalogue(shop.items, new Date())).toBe(0);
  });

  it('is listed newest first, all of it, page by page', async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await list({ limit: '30', ...(cursor && { cursor }) });
      seen.push(...page.items.map(({ productId }) => productId));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toHaveLength(78);
    expect(new Set(seen).size).toBe(78);
    expect(seen[0]).toBe('prd_desk-lamp');
  });

  it('is listed by price, up and down, within a department and a category', async () => {
    const up = await list({ category: 'home', sort: 'price' });
    const amounts = up.items.map(({ price }) => price.amount);
    expect(amounts).toHaveLength(8);
    expect(amounts).toEqual(amounts.toSorted((a, b) => a - b));
    const down = await list({ category: 'home.lighting', sort: '-price' });
    expect(down.items.map(({ category }) => category)).toEqual(Array(4).fill('home.lighting'));
    expect(down.items[0]?.productId).toBe('prd_paper-lantern');
  });

  it.each([
    ['lamp', 'prd_desk-lamp'],
    ['DESK lam', 'prd_desk-lamp'],
    ['teapot', 'prd_yixing-teapot'],
    ['紫砂壶', 'prd_yixing-teapot'],
    ['砂', 'prd_yixing-teapot'],
    ['壶', 'prd_yixing-teapot'],
    ['三百首', 'prd_tang-poems'],
    ['teapots', 'prd_yixing-teapot'],
    ['tepaot', 'prd_yixing-teapot'],
    ['ｔｅａｐｏｔ', 'prd_yixing-teapot'],
    ['音频 耳机', 'prd_earbuds'],
    ['audio noise', 'prd_earbuds'],
    ['USB-C扩展坞', 'prd_usb-hub'],
    ['shirt blue', 'prd_linen-shirt'],
    ['手机 256 GB', 'prd_phone-six'],
  ])('finds %p', async (q, productId) => {
    const { items } = await list({ q }, 'zh-CN');
    expect(items.map((item) => item.productId)).toContain(productId);
  });

  it('finds only what has all the words, and within the category asked for', async () => {
    expect((await list({ q: 'linen duvet' })).items).toHaveLength(1);
    expect((await list({ q: 'linen', category: 'clothing' })).items).toHaveLength(2);
    expect((await list({ q: 'linen zebra' })).items).toHaveLength(0);
    expect((await list({ q: '!!' })).items).toHaveLength(0);
  });

  it('speaks the language of the reader', async () => {
    const en = await list({ q: 'gaiwan' });
    const zh = await list({ q: 'gaiwan' }, 'zh-CN,en;q=0.5');
    expect([en.items[0]?.title, zh.items[0]?.title]).toEqual(['Porcelain gaiwan', '白瓷盖碗']);
  });

  it('shows one product, and says when there is none', async () => {
    const get = (productId: string) =>
      shop.call(getProduct, { method: 'GET', path: `/products/${productId}`, params: { productId } });
    expect(await get('prd_earbuds')).toMatchObject({
      status: 200,
      body: { availability: 'in-stock', version: 1 },
    });
    expect(await get('prd_wool-blanket')).toMatchObject({ status: 200, body: { availability: 'low' } });
    expect(await get('prd_vinyl-player')).toMatchObject({ status: 200, body: { availability: 'sold-out' } });
    expect(await get('prd_nothing')).toMatchObject({ status: 404, body: { code: 'PRODUCT_NOT_FOUND' } });
    expect(await get('DROP TABLE')).toMatchObject({ status: 404 });
  });

  it('shows the category tree', async () => {
    const { body } = await shop.call(listCategories, { method: 'GET', path: '/categories' });
    const items = body['items'] as { category: string; title: string; categories: { category: string }[] }[];
    expect(items).toHaveLength(9);
    expect(items[0]).toMatchObject({
      category: 'home',
      title: 'Home',
      categories: [{ category: 'home.lighting' }, {}],
    });
  });

  it('refuses wrong limits, sorts and cursors', async () => {
    for (const query of [{ limit: '0' }, { limit: '101' }, { limit: 'x' }, { sort: 'age' }]) {
      expect((await list(query)).status).toBe(422);
    }
    expect((await list({ cursor: 'nonsense' })).status).toBe(400);
  });

  it('answers words that no title can have, and refuses the cursor of another search', async () => {
    expect(await list({ q: '㌖'.repeat(100) })).toMatchObject({ status: 200, items: [] });
    const { nextCursor } = await list({ q: 'l', limit: '1' });
    const cursor = String(nextCursor);
    expect(await list({ q: 'l', limit: '1', cursor })).toMatchObject({ status: 200 });
    for (const other of [{ q: 'lzzz' }, { q: 'l', sort: 'price' }, { q: 'l', inStock: 'true' }, {}]) {
      expect(await list({ limit: '1', cursor, ...(other as Record<string, string>) })).toMatchObject({
        status: 400,
        body: { code: 'CURSOR_INVALID' },
      });
    }
  });

  it('sorts what a search finds, and narrows it down by price and stock', async () => {
    const found = await list({ q: 'audio', sort: '-price' });
    expect(found.items.map(({ productId }) => productId)).toEqual([
      'prd_vinyl-player',
      'prd_studio-headphones',
      'prd_earbuds',
      'prd_pocket-speaker',
    ]);
    const cheaper = await list({
      q: 'audio',
      sort: 'price',
      inStock: 'true',
      minPrice: '19900',
      maxPrice: '79900',
    });
    expect(cheaper.items.map(({ price }) => price.amount)).toEqual([19900, 39900, 79900]);
    const all = await list({ category: 'digital.audio', inStock: 'true' });
    expect(all.items.map(({ availability }) => availability)).not.toContain('sold-out');
    expect(all.items).toHaveLength(3);
  });

  it('says in its own words that no price lies between more and less', async () => {
    expect(await list({ minPrice: '2', maxPrice: '1' })).toMatchObject({
      status: 422,
      body: { code: 'PRICE_RANGE_INVALID' },
    });
    expect(await list({ minPrice: '1', maxPrice: '1' })).toMatchObject({ status: 200, items: [] });
    for (const query of [{ minPrice: '-1' }, { maxPrice: '1.5' }, { inStock: 'yes' }, { facets: '1' }]) {
      expect((await list(query as Record<string, string>)).status).toBe(422);
    }
  });

  it('tells by what a search could be narrowed down further', async () => {
    const { body } = await list({ q: 'audio', facets: 'true', maxPrice: '39900', limit: '1' });
    expect(body['facets']).toEqual({
      categories: [
        { category: 'digital', count: 2 },
        { category: 'digital.audio', count: 2 },
      ],
      price: { min: 19900, max: 129900 },
    });
    expect((await list({ q: 'audio' })).body).not.toHaveProperty('facets');
  });

  describe('kept by others', () => {
    const read = (language: string, tag?: string) => {
      const headers = { 'accept-language': language, ...(tag !== undefined && { 'if-none-match': tag }) };
      return {
        list: () =>
          shop.call(listProducts, { method: 'GET', path: '/products', query: { q: 'lamp' }, headers }),
        tree: () => shop.call(listCategories, { method: 'GET', path: '/categories', headers }),
        product: () =>
          shop.call(getProduct, {
            method: 'GET',
            path: '/products/prd_earbuds',
            params: { productId: 'prd_earbuds' },
            headers,
          }),
      };
    };

    it.each(['list', 'tree', 'product'] as const)(
      'a %s bears a tag by language and is not sent twice',
      async (what) => {
        const en = await read('en')[what]();
        expect(en.headers).toMatchObject({
          etag: expect.stringMatching(/^"[\w.-]+"$/),
          'cache-control': expect.stringMatching(/^public, max-age=\d+$/),
          Vary: expect.stringContaining('Accept-Language'),
        });
        const tag = String(en.headers['etag']);
        const again = await read('en', tag)[what]();
        expect(again).toMatchObject({ status: 304, body: {}, headers: { etag: tag } });
        const zh = await read('zh-CN', tag)[what]();
        expect(zh.status).toBe(200);
        expect(zh.headers['etag']).not.toBe(tag);
      },
    );
  });
});
