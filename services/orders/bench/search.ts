import type { Product } from '../src/catalogue/product.ts';
import { productStore } from '../src/catalogue/product-store.ts';
import { rebuildIndex } from '../src/search/rebuild-index.ts';
import { finding } from '../src/search/search-service.ts';
import { benchProducts } from './search-catalogue.ts';
import { CountedTable } from './counted-table.ts';
import { termUnitsOf, TermsInTable } from './terms-in-table.ts';

/**
 * Weighs the index in memory against words in the table, at several sizes of a catalogue. Times are of the processor, so
 * that they are the same on a busy machine; each request to DynamoDB adds its own. Run it with --expose-gc.
 */
const sizes = process.argv.slice(2).map(Number);
const QUERIES = ['lamp', 'desk lam', '手机壳', 'brand1 lamp', 'headhpones', 'zzz'];
const RUNS = 5;
const START = 10_000_000;

for (const size of sizes.length > 0 ? sizes : [100, 10_000, 100_000]) await weigh(size);

async function weigh(size: number): Promise<void> {
  const products = benchProducts(size);
  console.log(`\n${size} products`);
  weighTerms(products);
  const table = new CountedTable(products);
  const items = table.items();
  let clock = START;
  const ground = { items, now: () => new Date((clock += 1)), random: Math.random };

  const store = productStore(items);
  const [rebuilding] = await timed(() =>
    rebuildIndex({ ...ground, products: store, pause: async () => undefined })(),
  );
  const { readUnits, writeUnits } = table.take();
  say('written down', `${ms(rebuilding)}, ${readUnits} RRU, ${writeUnits} WRU`);

  const before = heap();
  const find = finding(ground);
  const [cold] = await timed(() => find({ q: 'lamp', limit: 20 }));
  const loaded = table.take();
  say(
    'cold',
    `${ms(cold)}, ${loaded.requests} requests, ${loaded.readUnits} RRU, ${heap() - before} MB of heap`,
  );
  for (const q of QUERIES) {
    for (const sort of ['relevance', 'price'] as const) {
      const times: number[] = [];
      table.take();
      for (let i = 0; i < RUNS; i += 1) times.push((await timed(() => find({ q, sort, limit: 20 })))[0]);
      const { requests, readUnits: units } = table.take();
      say(
        `warm, ${q}, ${sort}`,
        `${ms(times[0] ?? 0)}, again ${ms(middle(times.slice(1)))}, ${requests / RUNS} requests, ${units / RUNS} RRU`,
      );
    }
  }
  const [facets] = await timed(() => find({ q: 'lamp', limit: 20, facets: true }));
  say('warm, lamp, facets', ms(facets));
  await weighChange(products, table, { find, at: (clock += 60_000) });
}

function weighTerms(products: readonly Product[]): void {
  const terms = new TermsInTable(products);
  for (const q of QUERIES) {
    const { onPage, found, pageUnits, allUnits } = terms.search(q);
    say(
      `words in the table, ${q}`,
      `${onPage} of ${found} found for ${pageUnits} RRU; all, to sort or rank: ${allUnits} RRU`,
    );
  }
  const units = products.slice(0, 100).map(termUnitsOf);
  say('words in the table, a new title', `${middle(units)} WRU beside the product’s own`);
}

type Changing = Readonly<{ find: ReturnType<typeof finding>; at: number }>;

/** From the commit of a price to the first search that goes by it. */
async function weighChange(
  products: readonly Product[],
  table: CountedTable,
  { find, at }: Changing,
): Promise<void> {
  const product = products.find(({ title }) => title.en.includes('lamp')) ?? products[0]!;
  table.take();
  table.put({ ...product, price: { amount: 7_777_777, currency: 'CNY' }, changedAt: at, version: 2 });
  const wanted = { q: 'lamp', minPrice: 7_777_777, limit: 20 };
  const [time, { items }] = await timed(() => find(wanted));
  const { requests, readUnits } = table.take();
  const seen = items.length === 1 ? 'seen by the next search' : 'NOT SEEN';
  say('a changed price', `${seen}, ${ms(time)}, ${requests} requests, ${readUnits} RRU`);
}

async function timed<T>(run: () => Promise<T>): Promise<[number, T]> {
  const started = process.cpuUsage();
  const answer = await run();
  const { user, system } = process.cpuUsage(started);
  return [(user + system) / 1000, answer];
}

function heap(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  return Math.round(process.memoryUsage().heapUsed / 1e6);
}

function middle(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

function ms(time: number): string {
  return `${time.toFixed(time < 10 ? 1 : 0)} ms`;
}

function say(what: string, figures: string): void {
  console.log(`  ${what.padEnd(34)} ${figures}`);
}
