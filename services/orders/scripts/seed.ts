import type { Items } from '@cartless/aggregate';
import { type Category, putCategories } from '../src/catalogue/categories-store.ts';
import { firstStock } from '../src/catalogue/create-product.ts';
import { sell } from '../src/catalogue/product-change.ts';
import type { Product } from '../src/catalogue/product.ts';
import { productStore } from '../src/catalogue/product-store.ts';
import { DEPARTMENTS } from './catalogue/departments.ts';
import { PACKING } from './catalogue/packing.ts';

const LOW_AT = 5;
/** As many products as are written side by side. */
const LANES = 8;

type Seeded = ReturnType<typeof firstStock>;

/**
 * Fills an empty shop with the demonstration catalogue, by the same writes as an administrator's. Products that are
 * there already stay as they are, so it can run at every start.
 *
 * @returns how many products were new
 */
export async function seedCatalogue(items: Items, now: Date): Promise<number> {
  await putCategories(items, categories());
  const catalogue = productStore(items);
  const seeds = products(now.getTime());
  let created = 0;
  for (let i = 0; i < seeds.length; i += LANES) {
    const lane = seeds.slice(i, i + LANES);
    const answers = await Promise.all(
      lane.map(({ product, units }) => catalogue.create(() => sell(product, units, 'system', now.getTime()))),
    );
    created += answers.filter((answer) => answer.created).length;
  }
  return created;
}

function categories(): Category[] {
  return DEPARTMENTS.flatMap(({ id, title, categories: leaves }, rank) => [
    { category: id, title, parent: null, rank },
    ...leaves.map((leaf, i) => ({ category: `${id}.${leaf.id}`, title: leaf.title, parent: id, rank: i })),
  ]);
}

/** The first products of the list are the newest, a minute apart. */
function products(now: number): Seeded[] {
  const rows = DEPARTMENTS.flatMap(({ id, products: own }) => own.map((row) => ({ ...row, department: id })));
  return rows.map(
    ({ slug, department, category, price, stock = 0, buckets = 1, limitPerShopper, ...row }, i) => {
      const { options, variants, ...texts } = row;
      const packing = PACKING[slug];
      const plain: Product = {
        productId: `prd_${slug}`,
        ...texts,
        category: `${department}.${category}`,
        price: { amount: price, currency: 'CNY' },
        // So that the reports of a demonstration shop have a profit to show, and not the same on everything.
        cost: { amount: Math.round((price * (45 + (i % 5) * 8)) / 100), currency: 'CNY' },
        images: [`/images/prd_${slug}.svg`],
        attributes: {},
        active: true,
        version: 0,
        createdAt: now - i * 60_000,
        buckets,
        lowAt: LOW_AT,
        availability: 'sold-out',
        ...(limitPerShopper && { limitPerShopper }),
        ...(packing && { packing }),
      };
      return firstStock(plain, stock, { options, variants });
    },
  );
}
