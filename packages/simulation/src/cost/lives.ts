import { parcelsOf } from '../shop/logistics.ts';
import { ordersOf } from '../shop/orders.ts';
import { yuan } from '../shop/goods.ts';
import { SHANGHAI, Shop, staff } from '../shop/shop.ts';
import { Meter, type Use } from '../world/meter.ts';

/** So many orders of so many lines, so many a second. */
export type Trade = Readonly<{ orders: number; lines: number; rate: number }>;
/** A part of the orders' lives, and what each function used in it for all of them. */
export type Stage = Readonly<{ name: string; uses: readonly (readonly [fn: string, use: Use])[] }>;

const MINUTE = 60_000;
const DAY = 86_400_000;
/** What the services of a shop tell of one order in its life; it fills the batches of whoever counts. */
const EVENTS_PER_ORDER = 8;
const PRODUCTS = 200;
const PRICE = 2000;
const SCHEDULES_AGAIN = [10 * DAY, 10 * DAY, 20 * DAY, 20 * DAY];

/**
 * Plays orders from placing to completion, with no fault and nobody who changes their mind, and counts what they use.
 * @throws Error when an order does not come to its end
 */
export async function countLives({ orders, lines, rate }: Trade): Promise<readonly Stage[]> {
  const meter = new Meter(Math.ceil(rate * EVENTS_PER_ORDER));
  const shop = new Shop({ seed: 1, rates: {}, meter }, []);
  const { world } = shop;
  const stages: Stage[] = [];
  /** Everybody comes one after the other, and then it gets quiet. */
  const stage = async (name: string, work: (index: number) => Promise<unknown>, last = 5 * MINUTE) => {
    const come = async (index: number): Promise<void> => {
      await world.wait((index * 1000) / rate);
      await work(index);
    };
    await world.until(Promise.all(Array.from({ length: orders }, (_, index) => come(index))));
    await rest(last);
    stages.push({ name, uses: [...meter.take()] });
  };
  const rest = async (ms: number): Promise<void> => {
    await world.pass(ms);
    meter.isFlushing = true;
    for (const queue of world.queues.values()) queue.wake();
    await world.pass(MINUTE);
    meter.isFlushing = false;
  };

  for (let index = 0; index < orders; index += 1) shop.admit(buyer(index));
  for (let index = 0; index < PRODUCTS; index += 1) await world.until(putOnSale(shop, index));
  await rest(MINUTE);
  meter.take();

  const ids: string[] = [];
  await stage('placing and numbering', async (index) => {
    const { status, body } = await shop.call('orders/placeOrder', {
      caller: { userId: buyer(index) },
      headers: { 'idempotency-key': `cost-${index}` },
      body: {
        items: Array.from({ length: lines }, (_, line) => ({
          productId: productAt(index * lines + line),
          quantity: 1,
          unitPrice: yuan(PRICE),
        })),
        shippingAddress: SHANGHAI,
        paymentMethod: 'card',
      },
    });
    if (status !== 201) throw new Error(`an order was refused: ${status} ${JSON.stringify(body)}`);
    ids[index] = String(body['orderId']);
  });
  await stage('paying, with parcel and label', async (index) => {
    const orderId = ids[index] ?? '';
    await shop.call('orders/startPayment', { caller: { userId: buyer(index) }, params: { orderId } });
    shop.payments.pay(orderId);
  });
  await stage(
    'packing, carrying, arriving',
    async (index) => {
      const parcel = parcelsOf(shop).find(({ orderId }) => orderId === ids[index]);
      const params = { shipmentId: parcel?.id ?? '' };
      await shop.call('logistics/dispatchShipment', { caller: staff('fulfilment'), params });
    },
    DAY * 9,
  );
  for (const ms of SCHEDULES_AGAIN) {
    await world.pass(ms);
    await world.until(world.runSchedules(MINUTE));
  }
  await rest(MINUTE);
  stages.push({ name: 'completing', uses: [...meter.take()] });
  const open = ordersOf(shop).filter(({ status }) => status !== 'completed');
  if (open.length > 0) throw new Error(`${open.length} orders are not completed, one is ${open[0]?.status}`);
  return stages;
}

const buyer = (index: number): `usr_${string}` => `usr_cost${index}`;
const productAt = (index: number): string => `prd_cost${index % PRODUCTS}`;

async function putOnSale(shop: Shop, index: number): Promise<void> {
  const { status, body } = await shop.call('orders/createProduct', {
    caller: staff('catalogue'),
    headers: { 'idempotency-key': `cost-product-${index}` },
    body: {
      productId: productAt(index),
      title: { en: 'A desk lamp of brass', 'zh-CN': '黄铜台灯' },
      description: { en: 'A lamp.', 'zh-CN': '一盏灯。' },
      category: 'home.lighting',
      price: yuan(PRICE),
      stock: 100_000,
    },
  });
  if (status !== 201) throw new Error(`the shop does not open: ${status} ${JSON.stringify(body)}`);
}
