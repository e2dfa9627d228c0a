import { productStore } from '../../../../services/orders/src/catalogue/product-store.ts';
import type { Product } from '../../../../services/orders/src/catalogue/product.ts';
import type { Item, Items } from '@cartless/aggregate';
import type { Reply } from '../world/gateway.ts';
import { ORDERS } from './orders.ts';
import { type Shop, staff } from './shop.ts';

/** Who keeps the catalogue. */
export const CATALOGUE = staff('catalogue');
export const yuan = (amount: number) => ({ amount, currency: 'CNY' });

const { decode } = productStore(undefined as unknown as Items);

/** The product in an item, as the service itself reads it. */
export const productIn = (item: Item): Product => decode(item);

/** All products of the shop. */
export const productsOf = ({ world }: Shop): readonly Product[] =>
  (world.tables.stored(ORDERS)?.all() ?? []).filter(({ sk }) => sk === 'product').map(productIn);

const named = (key: string) => ({ key, name: { en: `size ${key}`, 'zh-CN': `${key} 码` } });
const SIZES = ['s', 'm', 'l'];
/** The sizes that a product with sizes has from the beginning; another one may follow. */
const FIRST_SIZES = SIZES.slice(0, 2);
export const NEW_SIZE = 'l';
/** What a larger size costs more. */
const MORE = 700;

const OPTIONS = [{ key: 'size', name: { en: 'Size', 'zh-CN': '尺码' }, values: SIZES.map(named) }];

/** How the price of a product is that of a variant. */
export const priceOf = (price: number, variantId: string | undefined): number =>
  price + (variantId === undefined ? 0 : MORE * SIZES.indexOf(variantId));

/** A variant, as it is put on sale. */
export const variantOf = (size: string, price: number, stock: number) => ({
  variantId: size,
  options: { size },
  price: yuan(priceOf(price, size)),
  stock,
});

/** What is told of a product beside its name: with sizes, limited to so many for a shopper, for nothing, or none of it. */
function kindOf({ world }: Shop, productId: string, price: number, stock: number) {
  const drawn = world.chance.of(`kind of ${productId}`);
  const plain = { price: yuan(price), stock };
  if (drawn < 0.25)
    return {
      price: yuan(price),
      options: OPTIONS,
      variants: FIRST_SIZES.map((size, index) => variantOf(size, price, index === 0 ? stock : 2)),
    };
  const limitPerShopper = drawn < 0.32 ? { units: 2, days: 3 } : { units: 3 };
  if (drawn < 0.4) return { ...plain, limitPerShopper };
  return drawn < 0.48 ? { ...plain, price: yuan(0), limitPerShopper } : plain;
}

/** Puts a product on sale, of a kind that its name draws. */
export async function stockUp(shop: Shop, productId: string, price: number, stock: number): Promise<void> {
  const kind = kindOf(shop, productId, price, stock);
  const danger = shop.world.chance.of(`danger of ${productId}`);
  const hasCost = shop.world.chance.of(`cost of ${productId}`) < 0.5;
  const { status, body } = await shop.insist('orders/createProduct', {
    caller: CATALOGUE,
    headers: { 'idempotency-key': `stock-up-${productId}` },
    body: {
      productId,
      title: { en: 'Lamp', 'zh-CN': '灯' },
      description: { en: 'A lamp.', 'zh-CN': '一盏灯。' },
      category: shop.world.chance.of(`category of ${productId}`) < 0.7 ? 'home.lighting' : 'garden.lamps',
      buckets: 1 + (stock % 3),
      ...(hasCost && { cost: yuan(Math.round(price * 0.4)) }),
      ...(danger < 0.12 && { packing: { dangerousGoods: danger < 0.06 ? 'lithium-ion' : 'aerosol' } }),
      ...kind,
    },
  });
  if (status !== 201) throw new Error(`the shop does not open: ${status} ${JSON.stringify(body)}`);
  if ('variants' in kind)
    for (const { variantId } of kind.variants) addGoods(shop, productId, price, variantId);
  else addGoods(shop, productId, kind.price.amount);
}

/** Shoppers see something new. */
export function addGoods({ goods }: Shop, productId: string, price: number, variantId?: string): void {
  const firstPrice = priceOf(price, variantId);
  goods.push({ productId, ...(variantId !== undefined && { variantId }), price: firstPrice, firstPrice });
}

/** Changes a product as it is now. @returns the answer, or undefined when there is no such product */
export async function changeProduct(
  shop: Shop,
  productId: string,
  change: (product: Product) => object,
  caller = CATALOGUE,
): Promise<Reply | undefined> {
  const product = productsOf(shop).find((one) => one.productId === productId);
  if (product === undefined) return undefined;
  shop.edits += 1;
  const reply = await shop.insist('orders/changeProduct', {
    caller,
    params: { productId },
    body: { ...change(product), version: product.version },
  });
  shop.edits += 1;
  return reply;
}
