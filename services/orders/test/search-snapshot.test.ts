import type { Items } from '@cartless/aggregate';
import { memoryItems } from '@cartless/aggregate/memory';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { putCategories } from '../src/catalogue/categories-store.ts';
import { productPorts } from '../src/catalogue/catalogue-service.ts';
import { changeProduct } from '../src/catalogue/change-product.ts';
import { sell } from '../src/catalogue/product-change.ts';
import { FORMAT } from '../src/search/snapshot-store.ts';
import { productKey, ORDERS_TABLE, searchChunkKey, searchHeadKey } from '../src/orders-table.ts';
import type { Product } from '../src/catalogue/product.ts';
import { productIndexes, toProductItem } from '../src/catalogue/product-item.ts';
import { productStore } from '../src/catalogue/product-store.ts';
import { rebuildIndex } from '../src/search/rebuild-index.ts';
import { finding } from '../src/search/search-service.ts';
import type { Ground } from '../src/service.ts';
import { aProduct } from './products.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('the index in the memory of a container', () => {
  let clock: number;
  let items: Items;
  let asked: string[];
  let ground: Ground;
  beforeEach(() => {
    clock = Date.parse('2026-11-21T08:00:00Z');
    const now = () => new Date(clock);
    const memory = memoryItems(ORDERS_TABLE, now);
    asked = [];
    items = {
      ...memory,
      query: (query) => (asked.push(query.index ?? String(query.hash)), memory.query(query)),
      getMany: (keys, options) => (asked.push(`${keys.length} keys`), memory.getMany(keys, options)),
    };
    ground = { items, now, random: () => 0 };
  });

  const pauses: number[] = [];
  const rebuild = (force = false) =>
    rebuildIndex({ ...ground, products: productStore(items), pause: async (ms) => void pauses.push(ms) })({
      force,
    });
  const add = (productId: `prd_${string}`, en: string, at = clock) =>
    productPorts(ground).create(() =>
      sell(aProduct({ productId, title: { en, 'zh-CN': '-' }, createdAt: at }), 5, 'system', at),
    );
  const change = (productId: string, fields: object) =>
    changeProduct({ ...productPorts(ground), currency: 'CNY' })({
      productId,
      change: fields,
      version: undefined,
    });
  const put = (product: Product) =>
    items.write([
      { put: { ...toProductItem(product), ...productIndexes(product), ...productKey(product.productId) } },
    ]);
  const container = () => {
    const find = finding(ground);
    return async (q: string) =>
      (await find({ q, limit: 20 })).items.map(({ productId }) => productId.slice(4));
  };

  it('is read from the catalogue where there is no snapshot', async () => {
    await add('prd_a', 'Zebra lamp');
    expect(await container()('zebra')).toEqual(['a']);
    expect(asked).toContain('products-newest');
  });

  it('is a snapshot, and what changed since', async () => {
    await add('prd_a', 'Zebra lamp');
    await add('prd_b', 'Zebra vase');
    clock += HOUR;
    expect(await rebuild()).toEqual({ rebuilt: true, products: 2 });
    clock += HOUR;
    await change('prd_a', { active: false });
    await add('prd_c', 'Zebra chair');
    asked.length = 0;
    expect((await container()('zebra')).toSorted()).toEqual(['b', 'c']);
    expect(asked).not.toContain('products-newest');
  });

  it('hears of a change with the next request, also of one whose writer’s clock was slow', async () => {
    await add('prd_a', 'Zebra lamp');
    const search = container();
    expect(await search('zebra')).toEqual(['a']);
    clock += HOUR;
    await change('prd_a', { title: { en: 'Giraffe lamp', 'zh-CN': '-' } });
    expect(await search('zebra')).toEqual([]);
    expect(await search('giraffe')).toEqual(['a']);
    clock += 10_000;
    await add('prd_b', 'Giraffe vase', clock - 14_000);
    expect((await search('giraffe')).toSorted()).toEqual(['a', 'b']);
  });

  it('asks for changes once a request, and reads none of them twice', async () => {
    await add('prd_a', 'Zebra lamp');
    const search = container();
    await search('zebra');
    asked.length = 0;
    await search('zebra');
    expect(asked).toEqual(['products-changed', '0 keys', '1 keys']);
  });

  it('shows and filters by what the table says, also of a change that it has not heard of', async () => {
    await add('prd_a', 'Zebra');
    await add('prd_b', 'Zebra lamp');
    const find = finding(ground);
    const wanted = { q: 'zebra', minPrice: 5000, limit: 1 };
    expect((await find(wanted)).items).toMatchObject([{ productId: 'prd_a' }]);
    clock -= HOUR;
    await change('prd_a', { price: { amount: 9, currency: 'CNY' } });
    clock += HOUR;
    expect(await find(wanted)).toMatchObject({ items: [{ productId: 'prd_b' }], nextCursor: null });
    const [shown] = (await find({ q: 'zebra', limit: 1 })).items;
    expect(shown).toMatchObject({ productId: 'prd_a', price: { amount: 9 } });
  });

  it('takes in a flood of changes over several requests', async () => {
    await add('prd_a', 'Zebra lamp');
    const search = container();
    await search('zebra');
    for (let i = 0; i < 1200; i += 1) await add(`prd_n${i}`, 'Okapi', (clock += 1));
    expect(await search(`okapi`)).toHaveLength(20);
    await search('okapi');
    await change('prd_a', { title: { en: 'Gnu', 'zh-CN': '-' } });
    expect(await search('gnu')).toEqual(['a']);
  });

  it('is loaded anew when a newer snapshot was written: what a wrong clock hid comes in', async () => {
    await add('prd_a', 'Zebra lamp');
    const search = container();
    await search('zebra');
    await add('prd_b', 'Zebra vase', clock - HOUR);
    expect(await search('zebra')).toEqual(['a']);
    await rebuild(true);
    clock += 2 * MINUTE;
    expect((await search('zebra')).toSorted()).toEqual(['a', 'b']);
  });

  it('is loaded anew when the clock was set back: what changed while it was ahead comes in', async () => {
    await add('prd_a', 'Zebra lamp');
    const search = container();
    clock += 6 * HOUR;
    await search('zebra');
    clock -= 6 * HOUR;
    await add('prd_b', 'Zebra vase');
    expect((await search('zebra')).toSorted()).toEqual(['a', 'b']);
    asked.length = 0;
    await search('zebra');
    expect(asked).not.toContain('products-newest');
  });

  it('finds what the release before wrote, which did not say when it changed', async () => {
    const at = { ...aProduct({ productId: 'prd_old', title: { en: 'Zebra', 'zh-CN': '-' } }) };
    await productPorts(ground).create(() => ({ state: at }));
    expect((await items.get(productKey('prd_old')))?.['gm']).toBeUndefined();
    expect(await container()('zebra')).toEqual(['old']);
    await rebuild();
    expect(await container()('zebra')).toEqual(['old']);
  });

  it('knows the categories by the names that they have now', async () => {
    await add('prd_a', 'Lantern');
    const search = container();
    expect(await search('beleuchtung')).toEqual([]);
    const title = { en: 'Beleuchtung', 'zh-CN': '照明' };
    await putCategories(items, [{ category: 'home.lighting', title, parent: 'home', rank: 0 }]);
    clock += 2 * MINUTE;
    expect(await search('beleuchtung')).toEqual(['a']);
  });

  it('is written down again after a day, after many changes, and never over a newer one', async () => {
    await add('prd_a', 'Zebra lamp');
    clock += HOUR;
    expect(await rebuild()).toMatchObject({ rebuilt: true });
    expect(await rebuild()).toMatchObject({ rebuilt: false, products: 1 });
    for (let i = 0; i < 200; i += 1) await add(`prd_n${i}`, 'Okapi');
    expect(await rebuild()).toMatchObject({ rebuilt: true, products: 201 });
    const head = await items.get(searchHeadKey(FORMAT));
    clock -= HOUR;
    await rebuild(true);
    expect(await items.get(searchHeadKey(FORMAT))).toEqual(head);
    clock += 26 * HOUR;
    expect(await rebuild()).toMatchObject({ rebuilt: true });
  });

  it('is read from the catalogue again when a part of the snapshot has gone', async () => {
    await add('prd_a', 'Zebra lamp');
    await rebuild();
    const head = await items.get(searchHeadKey(FORMAT));
    await items.write([{ delete: searchChunkKey(String(head?.['s']), 0) }]);
    expect(await container()('zebra')).toEqual(['a']);
  });

  it('is not read from a large catalogue in a request: searches say so until there is a snapshot, lists do not mind', async () => {
    for (let i = 0; i <= 5000; i += 1)
      await put(aProduct({ productId: `prd_n${i}`, title: { en: 'Okapi', 'zh-CN': '-' } }));
    const find = finding(ground);
    await expect(find({ q: 'okapi', limit: 2 })).rejects.toMatchObject({ code: 'SEARCH_NOT_READY' });
    asked.length = 0;
    await expect(find({ q: 'okapi', limit: 2 })).rejects.toMatchObject({ code: 'SEARCH_NOT_READY' });
    expect(asked).toEqual([]);
    expect((await find({ limit: 2 })).items).toHaveLength(2);
    await rebuild();
    clock += MINUTE;
    expect((await find({ q: 'okapi', limit: 2 })).items).toHaveLength(2);
  });
});
