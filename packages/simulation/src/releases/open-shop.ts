import { SCOPE_NAMES } from '@cartless/domain';
import { ADDRESS, PRODUCT, SHOPPER } from '@cartless/domain/example-values';
import { CATALOGUE, yuan } from '../shop/goods.ts';
import { parcelsOf } from '../shop/logistics.ts';
import { ordersOf } from '../shop/orders.ts';
import { employ } from '../shop/people.ts';
import { Shop } from '../shop/shop.ts';
import type { Caller } from '../world/gateway.ts';

const HOUR = 3_600_000;
const PRICE = yuan(19_900);
const PROMOTION = 'SHIRTS';

/** The owner of the account and the order of the shop, who also works for it, in every area. */
export const EVERYBODY: Caller = { userId: SHOPPER, scopes: [...SCOPE_NAMES, 'admin'], sessionId: 'here' };

/** How far the order of the shop has come. */
export const STAGES = { paid: HOUR, delivered: 7 * 24 * HOUR } as const;
export type Stage = keyof typeof STAGES;

/** A shop that has what examples tell of: an account, a product, a promotion, an order, and its parcel. */
export async function openShop(stage: Stage = 'paid'): Promise<Shop> {
  const shop = new Shop({ seed: 1, rates: {} }, []);
  const { world } = shop;
  await world.until(furnish(shop));
  await world.pass(STAGES[stage]);
  return shop;
}

async function furnish(shop: Shop): Promise<void> {
  shop.admit(SHOPPER);
  // Not the names with which the documents register somebody.
  await employ(shop.world, { id: SHOPPER, username: 'keeper', email: 'keeper@example.com' });
  await must(
    shop.insist('orders/createProduct', {
      caller: CATALOGUE,
      headers: { 'idempotency-key': 'shirts' },
      body: {
        productId: PRODUCT,
        title: { en: 'Linen shirt', 'zh-CN': '亚麻衬衫' },
        description: { en: 'Washed linen.', 'zh-CN': '水洗亚麻。' },
        category: 'clothing.shirts',
        price: PRICE,
        options: [option('size', 'm'), option('colour', 'blue')],
        variants: [{ variantId: 'm_blue', options: { size: 'm', colour: 'blue' }, price: PRICE, stock: 20 }],
      },
    }),
  );
  await must(
    shop.insist('orders/createPromotion', {
      caller: CATALOGUE,
      body: { code: PROMOTION, reduction: { type: 'percent', percent: 10 } },
    }),
  );
  await shop.world.wait(HOUR);
  const { body } = await must(
    shop.insist('orders/placeOrder', {
      caller: EVERYBODY,
      headers: { 'idempotency-key': 'two-shirts' },
      body: {
        items: [{ productId: PRODUCT, variantId: 'm_blue', quantity: 2, unitPrice: PRICE }],
        shippingAddress: ADDRESS,
        paymentMethod: 'card',
      },
    }),
  );
  const orderId = String(body['orderId']);
  await must(shop.insist('orders/startPayment', { caller: EVERYBODY, params: { orderId } }));
  shop.payments.pay(orderId);
}

const option = (key: string, value: string) => ({
  key,
  name: { en: key, 'zh-CN': key },
  values: [{ key: value, name: { en: value, 'zh-CN': value } }],
});

async function must(answer: ReturnType<Shop['insist']>) {
  const { status, body } = await answer;
  if (status >= 300 || status === 0)
    throw new Error(`the shop does not open: ${status} ${JSON.stringify(body)}`);
  return { body };
}

/**
 * The same text about the order, the parcel, the account, the product and the promotion of a shop: what was recorded names others. Of each kind the
 * first that is named becomes the shop's own.
 */
export function aboutThis(shop: Shop, text: string): string {
  const [order] = ordersOf(shop);
  const [parcel] = parcelsOf(shop);
  if (order === undefined || order.orderNumber === null || parcel === undefined)
    throw new Error('the shop has no order with a parcel');
  const told = (pattern: RegExp): string | undefined => pattern.exec(text)?.[0];
  const oldOrder = told(/ord_[0-9a-z_-]+?(?=["./]|-\d)/);
  const pairs = [
    [told(/shp_[0-9a-z_-]+/), parcel.id],
    [oldOrder?.replace('ord_', 'ret_'), order.orderId.replace('ord_', 'ret_')],
    [oldOrder, order.orderId],
    [told(/usr_[0-9a-z_-]+/), SHOPPER],
    [told(/prd_[0-9a-z_-]+/), PRODUCT],
    [told(/"promotionCode":"[^"]*"/), `"promotionCode":"${PROMOTION}"`],
    [told(/\d{8}-[0-9A-HJKMNP-TV-Z]{7}-[0-9A-HJKMNP-TV-Z]/), order.orderNumber],
  ] as const;
  return pairs.reduce((said, [from, to]) => (from === undefined ? said : said.replaceAll(from, to)), text);
}
