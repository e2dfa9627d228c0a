import { repairsOf } from '@cartless/testing';
import { describe, expect, it } from '@jest/globals';
import { INVOICE_TERMS } from '../test/invoices.ts';
import { memoryShop, SHOPPER } from '../test/memory-shop.ts';
import { AGREEMENTS } from './agreements.ts';
import { edit } from './catalogue/product-change.ts';
import type { Product } from './catalogue/product.ts';
import { productStore } from './catalogue/product-store.ts';
import { issuing } from './invoices/invoices-service.ts';
import { cancelOrder } from './ordering/cancel-order.ts';
import type { Order } from './ordering/order.ts';
import { numbering } from './ordering/ordering-service.ts';
import { createPromotion } from './promotions/keep-promotion.ts';
import { promotionRequests, promotionStore } from './promotions/promotion-store.ts';
import { bookMovement } from './stock/ledger-store.ts';

/** A shop with a limited promotion and a limited lamp, of which the halves of what is done can be planted and repaired. */
async function repairShop() {
  const shop = memoryShop();
  const { memory, ground } = shop;
  const ports = {
    promotions: promotionStore(memory),
    requests: promotionRequests(memory),
    now: ground.now,
  };
  const terms = { limit: 5, limitPerShopper: { units: 2 } };
  const fields = { reduction: { type: 'percent', percent: 10 }, active: true, ...terms } as const;
  await createPromotion(ports)({ code: 'SPRING', fields, by: 'usr_a' });
  const lamp = await shop.product({ limitPerShopper: { units: 3 } });
  return {
    ...shop,
    lamp,
    broken: () =>
      AGREEMENTS.flatMap(({ watch }) => {
        const { see, broken } = watch(ground.now());
        for (const item of memory.all()) see(item);
        return [...broken()];
      }),
    placeOne: () => shop.place([lamp], { promotionCode: 'SPRING' }),
    /** What is found in every half of an act, by the items' sort keys; ids are called by what they are of. */
    repairs: async (act: () => Promise<unknown>) => {
      const repairs = { memory, agreements: AGREEMENTS, now: ground.now };
      const found = await repairsOf({ ...repairs, nameOf: ({ sk }) => String(sk) }, act);
      const text = JSON.stringify(found)
        .replaceAll(lamp.productId, 'lamp')
        .replaceAll(/ord_\w+/g, 'it')
        .replaceAll(SHOPPER, 'Mei');
      return JSON.parse(text) as typeof found;
    },
  };
}

const MORE = 'mended: lamp has 1 units more on the shelf than its ledger and its orders say';
const FEWER = 'mended: lamp has 1 units fewer on the shelf than its ledger and its orders say';
const used = (uses: number, left: number) =>
  `for a person: SPRING may be used 5 times, orders use it ${uses} times, and ${left} are left: change its limit if that matters`;
const counts = (of: string) => `mended: 1 of ${of} count for Mei by it, which has none`;
const countsNot = (of: string) => `mended: 1 of ${of} by it do not count for Mei`;
const PROMOTION = 'promotion:SPRING';

describe('of the transaction that', () => {
  it('places an order, every half is made whole, and whoever ordered gets what was promised', async () => {
    const { repairs, placeOne } = await repairShop();
    expect(await repairs(placeOne)).toEqual({
      'order missing': [FEWER, counts('lamp'), counts(PROMOTION), used(0, 4)],
      'order alone': [MORE, countsNot('lamp'), countsNot(PROMOTION), used(1, 5)],
      'stock missing': [MORE],
      'stock alone': [FEWER],
      'taken#lamp missing': [countsNot('lamp')],
      'taken#lamp alone': [counts('lamp')],
      [`taken#${PROMOTION} missing`]: [countsNot(PROMOTION)],
      [`taken#${PROMOTION} alone`]: [counts(PROMOTION)],
      'uses missing': [used(1, 5)],
      'uses alone': [used(0, 4)],
      // An open order that is not there counts for nothing when it is looked up; one that is not listed is open for minutes.
      'limits missing': [],
      'limits alone': [],
      // Counted by the hour, in a write of its own.
      'codes#498680 missing': [],
      'codes#498680 alone': [],
    });
  });

  it('numbers an order, what is missing is claimed; a claim alone is no harm', async () => {
    const { repairs, placeOne, ground } = await repairShop();
    const { orderId } = await placeOne();
    const found = await repairs(() => numbering(ground)(orderId));
    expect(found).toEqual({
      'order missing': [],
      'order alone': [expect.stringMatching(/^mended: \S+ of it is claimed by nobody$/)],
      'number missing': [expect.stringMatching(/^mended: \S+ of it is claimed by nobody$/)],
      'number alone': [],
    });
  });

  it('cancels an order, its goods are on the shelf exactly when it is cancelled', async () => {
    const { repairs, placeOne, ports } = await repairShop();
    const { orderId } = await placeOne();
    const found = await repairs(() => cancelOrder(ports)({ orderId, userId: SHOPPER, isStaff: false }));
    expect(found).toEqual({
      'order missing': [MORE, countsNot('lamp'), countsNot(PROMOTION), used(1, 5)],
      'order alone': [FEWER, counts('lamp'), counts(PROMOTION), used(0, 4)],
      'stock missing': [FEWER],
      'stock alone': [MORE],
      'taken#lamp missing': [counts('lamp')],
      'taken#lamp alone': [countsNot('lamp')],
      [`taken#${PROMOTION} missing`]: [counts(PROMOTION)],
      [`taken#${PROMOTION} alone`]: [countsNot(PROMOTION)],
      'uses missing': [used(0, 4)],
      'uses alone': [used(1, 5)],
    });
  });

  it('changes a product, its buckets say what the product says', async () => {
    const { repairs, memory, lamp, ground } = await repairShop();
    const terms = { price: { amount: 4000, currency: 'CNY' }, buckets: 2 };
    const available = new Map([[lamp.productId, 10]]);
    const at = ground.now().getTime();
    const found = await repairs(() =>
      productStore(memory).change(lamp.productId, (product) =>
        edit(product, terms, { version: undefined, available, at }),
      ),
    );
    const [other, missing] = ['says other terms than its product', 'is not there'];
    const offered = 'can be bought, and no product offers it';
    // Both buckets have the sort key `stock`; the last one is shown.
    expect(found).toEqual({
      'product missing': [`mended: S#lamp#0 ${other}`, `mended: S#lamp#1 ${offered}`],
      'product alone': [`mended: S#lamp#0 ${other}`, `mended: S#lamp#1 ${missing}`],
      'stock missing': [`mended: S#lamp#1 ${missing}`],
      'stock alone': [`mended: S#lamp#1 ${offered}`],
    });
  });

  it('puts a product on sale, the shelf holds what the ledger says', async () => {
    const { repairs, product } = await repairShop();
    let desk: Product | undefined;
    const found = await repairs(async () => (desk = await product()));
    const text = JSON.stringify(found).replaceAll(String(desk?.productId), 'desk');
    const [closed, more] = [
      'mended: S#desk#0 can be bought, and no product offers it',
      'mended: desk has 10 units more on the shelf than its ledger and its orders say',
    ];
    const fewer = 'desk has 10 units fewer on the shelf than its ledger and its orders say';
    expect(JSON.parse(text)).toEqual({
      'product missing': [closed],
      'product alone': ['mended: S#desk#0 is not there'],
      'stock missing': ['mended: S#desk#0 is not there', `mended: ${fewer}`],
      'stock alone': [closed, more],
      'first missing': [more],
      'first alone': [`for a person: ${fewer}, and no shelf: its product is not there`],
    });
  });

  it('moves stock, the ledger is right', async () => {
    const { repairs, memory, lamp } = await repairShop();
    const movement = { id: 'm1', kind: 'receipt', units: 1, reason: 'found', by: 'usr_a', at: 1 } as const;
    const found = await repairs(() =>
      bookMovement(memory)(lamp.productId, movement, [{ bucket: 0, quantity: 1 }]),
    );
    expect(found).toEqual({
      'm1 missing': [MORE],
      'm1 alone': [FEWER],
      'stock missing': [FEWER],
      'stock alone': [MORE],
    });
  });

  it('issues a document, its number is taken, and a gap is explained', async () => {
    const shop = await repairShop();
    const free = { price: { amount: 0, currency: 'CNY' }, limitPerShopper: { units: 1 } };
    const { orderId } = await shop.place([await shop.product(free)], { idempotencyKey: 'free' });
    const found = await shop.repairs(() => issuing(shop.ground, INVOICE_TERMS)(orderId));
    const number = '["J#2026#invoice","000000000001"]';
    const taken = `mended: ${number} of it is not taken`;
    const gap = `mended: ${number} was taken for a document of it that is not there; it stays out, and says so`;
    expect(found).toEqual({
      '0000 missing': [gap],
      '0000 alone': [taken],
      '000000000001 missing': [taken],
      '000000000001 alone': [gap],
    });
  });
});

describe('a person is asked', () => {
  it('when more was sold than there is', async () => {
    const shop = await repairShop();
    const { memory, lamp } = shop;
    const order: Order = await shop.placeOne();
    const stock = memory.all().find(({ sk }) => sk === 'stock') ?? {};
    // What was taken for this order did not arrive, and all that seemed to be there was sold once more.
    const more = { pk: `L#${lamp.productId}`, sk: 'gone', d: -10 };
    await memory.putMany([{ ...stock, n: 0 }, more]);
    const [found] = shop.broken();
    expect(order.lines).toHaveLength(1);
    expect(found).toEqual({
      says: `${lamp.productId} has 1 units more on the shelf than its ledger and its orders say, and 1 of them are sold: buy them, or cancel an order that waits`,
    });
  });

  it('when two orders have one number', async () => {
    const shop = await repairShop();
    const { orderId } = await shop.placeOne();
    const other = await shop.place([shop.lamp], { idempotencyKey: 'other' });
    await numbering(shop.ground)(orderId);
    const { orderNumber } = await shop.ports.read(orderId);
    await shop.ports.change(other.orderId, (order) => ({ state: { ...order, orderNumber } as Order }));
    expect(shop.broken()).toEqual([
      { says: expect.stringMatching(new RegExp(`^${orderNumber} is the number of ord_\\w+ and ord_\\w+$`)) },
    ]);
  });
});
