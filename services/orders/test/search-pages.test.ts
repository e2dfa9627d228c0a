import { memoryItems } from '@cartless/aggregate/memory';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { changeProduct } from '../src/catalogue/change-product.ts';
import { productPorts } from '../src/catalogue/catalogue-service.ts';
import { sell } from '../src/catalogue/product-change.ts';
import type { Product } from '../src/catalogue/product.ts';
import { ORDERS_TABLE } from '../src/orders-table.ts';
import { finding } from '../src/search/search-service.ts';
import { aProduct } from './products.ts';

const WORDS = ['red', 'blue', 'lamp', 'chair', '手机', '茶壶'];
const CATEGORIES = ['home', 'home.lighting', 'digital.audio'];
const SORTS = ['relevance', 'newest', 'price', '-price'] as const;

const products = fc.array(
  fc.record({
    words: fc.subarray(WORDS, { minLength: 1 }),
    category: fc.constantFrom(...CATEGORIES),
    amount: fc.integer({ min: 1, max: 5 }),
    createdAt: fc.integer({ min: 1, max: 4 }),
    stock: fc.integer({ min: 0, max: 1 }),
  }),
  { maxLength: 25 },
);
const wanted = fc.record({
  words: fc.option(fc.subarray(WORDS, { minLength: 1, maxLength: 2 }), { nil: undefined }),
  sort: fc.option(fc.constantFrom(...SORTS), { nil: undefined }),
  category: fc.option(fc.constantFrom('home', 'digital.audio'), { nil: undefined }),
  minPrice: fc.option(fc.integer({ min: 0, max: 2 }), { nil: undefined }),
  maxPrice: fc.option(fc.integer({ min: 2, max: 5 }), { nil: undefined }),
  inStock: fc.option(fc.boolean(), { nil: undefined }),
});
type Row = Readonly<{ words: readonly string[]; category: string; amount: number; stock: number }>;
type Wanted = Readonly<{ words?: readonly string[] | undefined; category?: string | undefined }> &
  Readonly<{ minPrice?: number | undefined; maxPrice?: number | undefined; inStock?: boolean | undefined }>;

/** What a list must hold, said without an index. */
const belongs = (row: Row, { words = [], category = '', minPrice = 0, maxPrice = 9, inStock }: Wanted) =>
  words.every((word) => row.words.includes(word)) &&
  `${row.category}.`.startsWith(category === '' ? '' : `${category}.`) &&
  row.amount >= minPrice &&
  row.amount <= maxPrice &&
  !(inStock === true && row.stock === 0);

async function open(rows: readonly (Row & Readonly<{ createdAt: number }>)[]) {
  const clock = { at: Date.parse('2026-11-21T08:00:00Z') };
  const now = () => new Date((clock.at += 100));
  const ground = { items: memoryItems(ORDERS_TABLE, now), now, random: () => 0 };
  const ports = productPorts(ground);
  for (const [i, { words, category, amount, createdAt, stock }] of rows.entries()) {
    const product: Product = aProduct({
      productId: `prd_${i}`,
      title: { en: words.join(' '), 'zh-CN': '-' },
      description: { en: '-', 'zh-CN': '-' },
      category,
      price: { amount, currency: 'CNY' },
      createdAt,
      availability: stock === 0 ? 'sold-out' : 'in-stock',
    });
    await ports.create(() => sell(product, stock, 'system', now().getTime()));
  }
  const change = (i: number, fields: object) =>
    changeProduct({ ...ports, currency: 'CNY' })({
      productId: `prd_${i}`,
      change: fields,
      version: undefined,
    });
  return { find: finding(ground), change, clock };
}

describe('paging through any list', () => {
  it('shows each match once, in pages that are full but the last', async () => {
    await fc.assert(
      fc.asyncProperty(products, wanted, fc.integer({ min: 1, max: 7 }), async (rows, query, limit) => {
        const { find } = await open(rows);
        const { words, ...filters } = query;
        const q = words?.join(' ');
        const pages: string[][] = [];
        let cursor: string | undefined;
        do {
          const page = await find({ ...filters, q, limit, cursor });
          pages.push(page.items.map(({ productId }) => productId));
          cursor = page.nextCursor ?? undefined;
        } while (cursor !== undefined);
        const expected = rows.flatMap((row, i) => (belongs(row, query) ? [`prd_${i}`] : []));
        expect(pages.flat().toSorted()).toEqual(expected.toSorted());
        expect(pages.slice(0, -1).every((page) => page.length === limit)).toBe(true);
        expect(pages.slice(1).every((page) => page.length > 0)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it('goes on where it was, whatever is archived, sold out or changes its price between two pages', async () => {
    await fc.assert(
      fc.asyncProperty(
        products,
        wanted,
        fc.array(
          fc.record({
            i: fc.nat(24),
            fields: fc.constantFrom({ active: false }, { price: 4 }, { lowAt: 9 }),
          }),
          { maxLength: 8 },
        ),
        async (rows, query, changes) => {
          const { find, change, clock } = await open(rows);
          const { words, ...filters } = query;
          const q = words?.join(' ') ?? 'red';
          const meant = { ...query, words: words ?? ['red'] };
          const left = [...changes];
          const seen: string[] = [];
          const touched = new Set<string>();
          let cursor: string | undefined;
          do {
            const page = await find({ ...filters, q, limit: 2, cursor });
            cursor = page.nextCursor ?? undefined;
            expect(page.items.length > 0 || cursor === undefined).toBe(true);
            seen.push(...page.items.map(({ productId }) => productId));
            const { i = 99, fields } = left.pop() ?? {};
            if (rows[i] === undefined || fields === undefined) continue;
            touched.add(`prd_${i}`);
            const price = 'price' in fields && { price: { amount: 4, currency: 'CNY' } };
            await change(i, { ...fields, ...price });
            clock.at += 30_000;
          } while (cursor !== undefined);
          const unmoved = seen.filter((id) => !touched.has(id));
          const expected = rows.flatMap((row, i) => (belongs(row, meant) ? [`prd_${i}`] : []));
          expect(unmoved.toSorted()).toEqual(expected.filter((id) => !touched.has(id)).toSorted());
        },
      ),
      { numRuns: 150 },
    );
  });
});
