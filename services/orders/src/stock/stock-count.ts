import { createHash } from 'node:crypto';
import { aggregate, aggregateStore, type Change, type Items, type Store, tells } from '@cartless/aggregate';
import { defineError, StockCounted } from '@cartless/domain';
import type { Product, Stocked } from '../catalogue/product.ts';
import { offersOf } from '../catalogue/variants.ts';
import { idOf, stockCountKey } from '../orders-table.ts';

/** What was last told of a product's stock, in few letters. */
export type StockCount = Readonly<{ productId: string; version: number; told: string }>;
type Told = StockCounted['data'];
type StockFact = Readonly<{ type: 'stock-counted'; at: number; data: Told }>;

/** Nobody asks for one that is not there. */
const StockNotCounted = defineError('not-found', 'STOCK_NOT_COUNTED', {
  en: 'Nothing was told of the stock of this product yet.',
  'zh-CN': '尚未通报过该商品的库存。',
});

export const stockCountDeclaration = aggregate<StockCount, StockFact>({
  name: 'stock-count',
  key: stockCountKey,
  idOf: ({ productId }) => productId,
  version: 'v',
  toItem: ({ told }) => ({ d: told }),
  fromItem: ({ pk, v, d }) => ({ productId: idOf(pk as string), version: v as number, told: d as string }),
  facts: { 'stock-counted': tells(StockCounted, ({ data }) => data) },
  sides: {},
  notFound: StockNotCounted,
});

export type StockCounts = Store<StockCount, StockFact>;

export const stockCountStore = (items: Items): StockCounts => aggregateStore(stockCountDeclaration, items);

/** Tells of a product's stock and of what it is worth, unless that is what was told before. */
export function count(
  known: StockCount | undefined,
  { product, available }: Stocked,
  at: number,
): Change<StockCount, StockFact> | undefined {
  const { productId, title, category, active } = product;
  const data = { productId, title, category, active, counted: unitsOf(product, available) };
  const told = createHash('sha256').update(JSON.stringify(data)).digest('base64url').slice(0, 16);
  if (known?.told === told) return undefined;
  return {
    state: { productId, version: known?.version ?? 0, told },
    facts: [{ type: 'stock-counted', at, data: { ...data, countedAt: new Date(at).toISOString() } }],
  };
}

const unitsOf = (product: Product, available: Stocked['available']): Told['counted'] =>
  offersOf(product).map(({ sku, variantId, price }) => {
    const cost = product.variants?.find((variant) => variant.variantId === variantId)?.cost ?? product.cost;
    return {
      ...(variantId !== undefined && { variantId }),
      available: available.get(sku) ?? 0,
      price,
      ...(cost && { cost }),
    };
  });
