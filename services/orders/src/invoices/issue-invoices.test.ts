import { isError } from '@cartless/domain';
import { Busy } from '@cartless/aggregate';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anOrder } from '../../test/an-order.ts';
import { DeathPlan } from '../../test/death-plan.ts';
import { balanceOf, documentsIn, INVOICE_TERMS, slowItems, wrongNumbers } from '../../test/invoices.ts';
import { memoryShop } from '../../test/memory-shop.ts';
import { mortalItems } from '../../test/mortal-items.ts';
import { erase } from '../ordering/erasure.ts';
import type { Order, Refund } from '../ordering/order.ts';
import { numberText } from './document-number.ts';
import { isSold } from './due-document.ts';
import { findUnissued } from './find-unissued.ts';
import { issuing, searching } from './invoices-service.ts';
import type { TaxDocument } from './tax-document.ts';

const TAX = { included: 1150, rates: [1300] };
const refund = (key: string, amount: number, more: Partial<Refund> = {}): Refund => ({
  key,
  intent: 'pi_1',
  amount,
  reason: 'broken',
  owedAt: 1,
  doneAt: 2,
  ...more,
});

/** A shop with one order, paid unless something else is said, that may change at any time. */
async function shopWith(order: Order = anOrder('paid', { tax: TAX })) {
  const shop = memoryShop();
  await shop.ports.orders.create(() => ({ state: order }));
  const issue = issuing(shop.ground, INVOICE_TERMS);
  return {
    shop,
    issue: () => issue(order.orderId),
    become: (more: Partial<Order>) =>
      shop.ports.change(order.orderId, (now) => ({ state: { ...now, ...more } as Order })),
    documents: () => documentsIn(shop.memory.all()),
  };
}
const numbers = (documents: readonly TaxDocument[]) => documents.map(({ number }) => numberText(number));

describe('an invoice', () => {
  it('says what was sold, by whom, to whom, and which tax is in it', async () => {
    const buyer = { title: 'Acme', taxNumber: '12-3456789' };
    const { issue, documents } = await shopWith(anOrder('paid', { tax: TAX, invoice: buyer }));
    expect(await issue()).toBe(1);
    expect(documents()).toMatchObject([
      {
        kind: 'invoice',
        number: { series: 'invoice', year: 2026, count: 1 },
        day: '2026-11-21',
        seller: INVOICE_TERMS.seller,
        buyer,
        total: 10_000,
        shares: [{ rate: 1300, gross: 10_000, tax: 1150 }],
        lines: [{ title: 'Desk lamp', quantity: 2, unitPrice: 5000, amount: 10_000, rate: 1300, tax: 1150 }],
      },
    ]);
  });

  it('is issued once, however often it is asked for, and never changes', async () => {
    const { issue, documents, become } = await shopWith();
    await issue();
    const [first] = documents();
    await become({ tax: { included: 1, rates: [1] }, invoice: { title: 'somebody else' } });
    expect(await issue()).toBe(0);
    expect(documents()).toEqual([first]);
  });

  it('has the year of the day where the shop is', async () => {
    const { shop, issue, documents } = await shopWith();
    shop.clock.at = Date.parse('2026-12-31T16:00:00Z');
    await issue();
    expect(documents()).toMatchObject([{ day: '2027-01-01', number: { year: 2027, count: 1 } }]);
  });

  it.each([
    [anOrder('placed'), false],
    [anOrder('placed', { paymentMethod: 'cod' }), false],
    [anOrder('shipped', { paymentMethod: 'cod', captures: [] }), false],
    [
      anOrder('delivered', { paymentMethod: 'cod', captures: [{ intent: 'cash', amount: 10_000, at: 5 }] }),
      true,
    ],
    [anOrder('paid'), true],
    [anOrder('shipped', { history: [{ status: 'paid', at: 1, by: 'provider' }] }), true],
    [anOrder('cancelled', { history: [{ status: 'paid', at: 1, by: 'provider' }] }), true],
    [anOrder('cancelled', { captures: [{ intent: 'pi_late', amount: 10_000, at: 5 }] }), false],
    [anOrder('placed', { total: 0 }), false],
    [anOrder('paid', { total: 0, captures: [] }), true],
    [anOrder('shipped', { total: 0, captures: [] }), true],
    [anOrder('cancelled', { total: 0 }), false],
  ])('is due when the sale is final enough (%#)', (order, due) => {
    expect(isSold(order)).toBe(due);
  });

  it('is not issued for an order of a release that decided no tax', async () => {
    const { issue, documents } = await shopWith(anOrder('paid', { refunds: [refund('r1', 5)] }));
    expect(await issue()).toBe(0);
    expect(documents()).toEqual([]);
  });

  it('keeps the name that was asked for when the shopper is erased, and names nobody else', async () => {
    const buyer = { title: '静安商贸' };
    const { shop, issue, documents } = await shopWith(anOrder('completed', { tax: TAX, invoice: buyer }));
    await shop.ports.change('ord_1', (order) => ({
      state: { ...order, history: [{ status: 'paid', at: 1, by: 'provider' }] },
    }));
    await issue();
    expect(JSON.stringify(documents())).not.toContain(anOrder('paid').shippingAddress.recipient);
    const after = await shop.ports.change('ord_1', (order) => erase(order, 9));
    expect(after).not.toHaveProperty('invoice');
    expect(documents()).toMatchObject([{ buyer }]);
  });

  it('is kept to the end of the tenth year after its own', async () => {
    const { shop, issue } = await shopWith();
    await issue();
    const stored = shop.memory.all().find(({ pk }) => pk === 'I#ord_1');
    expect(stored).toMatchObject({ expiresAt: Date.parse('2037-01-01T00:00:00Z') / 1000 });
  });
});

describe('a credit note', () => {
  it('takes back what arrived, with its part of the tax, and all of it when all went back', async () => {
    const { issue, become, documents } = await shopWith();
    await become({ refunds: [refund('r1', 3333), refund('r2', 100, { doneAt: undefined } as never)] });
    expect(await issue()).toBe(2);
    expect(numbers(documents())).toEqual(['2026-000001', '2026-C000001']);
    expect(documents()[1]).toMatchObject({
      kind: 'credit-note',
      invoice: '2026-000001',
      total: 3333,
      shares: [{ rate: 1300, gross: 3333, tax: 383 }],
    });
    await become({ refunds: [refund('r1', 3333), refund('r2', 100), refund('r3', 6567)] });
    expect(await issue()).toBe(2);
    expect(balanceOf(documents())).toEqual({ total: 0, tax: 0 });
  });

  it('is reversed when the bank refused the refund after all, and written anew when it was paid by hand', async () => {
    const { issue, become, documents } = await shopWith();
    await become({ refunds: [refund('r1', 4000)] });
    await issue();
    const { doneAt: _, ...open } = refund('r1', 4000);
    await become({ refunds: [{ ...open, failed: { at: 3, why: 'closed' } }] });
    await issue();
    expect(documents().map(({ kind }) => kind)).toEqual(['invoice', 'credit-note', 'reversal']);
    expect(balanceOf(documents())).toEqual({ total: 10_000, tax: 1150 });
    await become({ refunds: [refund('r1', 4000, { reference: 'receipt 1' })] });
    await issue();
    expect(numbers(documents())).toEqual(['2026-000001', '2026-C000001', '2026-C000002', '2026-C000003']);
    expect(balanceOf(documents())).toEqual({ total: 6000, tax: 690 });
  });

  it('follows a refund that grows, and none of money that never paid the order', async () => {
    const { issue, become, documents } = await shopWith();
    await become({ refunds: [refund('r1', 10), refund('late', 10_000, { unearned: true })] });
    await issue();
    await become({ refunds: [refund('r1', 25), refund('late', 10_000, { unearned: true })] });
    await issue();
    expect(documents().map(({ total }) => total)).toEqual([10_000, 10, 15]);
  });

  it('never takes back more than was sold, cent by cent, whatever goes back and fails in between', async () => {
    const steps = fc.array(
      fc.record({
        key: fc.constantFrom('a', 'b', 'c'),
        amount: fc.integer({ min: 1, max: 4000 }),
        done: fc.boolean(),
      }),
      { maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(steps, async (history) => {
        const [lamp] = anOrder('paid').lines;
        const lines = [4999, 1, 5000].map((amount) => ({
          ...lamp!,
          quantity: 1,
          unitPrice: { amount, currency: 'CNY' },
        }));
        const { issue, become, documents } = await shopWith(
          anOrder('paid', { lines, tax: { included: 988, rates: [1300, 900, 900] } }),
        );
        await issue();
        const { tax: whole } = balanceOf(documents());
        const refunds = new Map<string, Refund>();
        for (const { key, amount, done } of history) {
          const known = refunds.get(key) ?? refund(key, amount);
          const { doneAt: _, ...open } = known;
          refunds.set(key, done ? { ...known, doneAt: 2 } : { ...open, failed: { at: 1, why: '' } });
          await become({ refunds: [...refunds.values()] });
          await issue();
          const given = [...refunds.values()].reduce((sum, one) => sum + (one.doneAt ? one.amount : 0), 0);
          const { total, tax } = balanceOf(documents());
          expect(total).toBe(10_000 - Math.min(given, 10_000));
          expect(tax).toBeGreaterThanOrEqual(0);
          expect(tax).toBeLessThanOrEqual(whole);
          if (total === 0) expect(tax).toBe(0);
          if (total === 10_000) expect(tax).toBe(whole);
          for (const document of documents()) {
            for (const share of document.shares) {
              expect(share.gross).toBeGreaterThan(0);
              expect(share.tax).toBeGreaterThanOrEqual(0);
            }
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('numbers', () => {
  const orders = Array.from({ length: 20 }, (_, i) => `ord_${i}` as const);

  it('have neither gaps nor doubles when twenty workers want the next one at the same moment, each order twice', async () => {
    const shop = memoryShop();
    for (const orderId of orders)
      await shop.ports.orders.create(() => ({ state: anOrder('paid', { orderId, tax: TAX }) }));
    const pause = () => new Promise<void>((resolve) => setTimeout(resolve, 1));
    const slow = { ...shop.ground, items: slowItems(shop.ground.items, pause) };
    const work = async (orderId: string): Promise<void> => {
      for (;;) {
        try {
          await issuing(slow, INVOICE_TERMS)(orderId);
          return;
        } catch (error) {
          // The queue brings it again.
          if (!isError(Busy, error)) throw error;
        }
      }
    };
    await Promise.all([...orders, ...orders].map(work));
    expect(documentsIn(shop.memory.all())).toHaveLength(20);
    expect(wrongNumbers(shop.memory.all())).toEqual([]);
  });

  it.each(['before', 'after'] as const)('have no gaps when the process dies %s a write', async (death) => {
    const deaths = new DeathPlan('died before', 'died after');
    const shop = memoryShop((items) => mortalItems(items, deaths));
    for (const orderId of orders.slice(0, 3)) {
      const state = anOrder('paid', { orderId, tax: TAX, refunds: [refund('r1', 5), refund('r2', 7)] });
      await shop.ports.orders.create(() => ({ state }));
    }
    const issue = issuing(shop.ground, INVOICE_TERMS);
    for (const orderId of orders.slice(0, 3)) {
      for (let step = 0; step < 3; step += 1) {
        deaths.next = death;
        await expect(issue(orderId)).rejects.toThrow(`died ${death}`);
        expect(wrongNumbers(shop.memory.all())).toEqual([]);
        deaths.next = undefined;
        if (death === 'before') await issue(orderId).catch(() => undefined);
        if (death === 'before') break;
      }
      await issue(orderId);
    }
    expect(documentsIn(shop.memory.all())).toHaveLength(9);
    expect(wrongNumbers(shop.memory.all())).toEqual([]);
  });

  it('are read in order beyond the digits that people are shown', async () => {
    const { shop, issue, documents } = await shopWith();
    await shop.memory.write([{ put: { pk: 'J#2026#invoice', sk: '000000999999', id: 'ord_0' } }]);
    await issue();
    expect(numbers(documents())).toEqual(['2026-1000000']);
  });
});

const fail = (orderId: string, cause: unknown): never => {
  throw new Error(orderId, { cause });
};

describe('the search for missing invoices', () => {
  it('finds what no event told of, and in time', async () => {
    const shop = memoryShop();
    const placedAt = shop.clock.at;
    for (const orderId of ['ord_a', 'ord_b', 'ord_c'] as const)
      await shop.ports.orders.create(() => ({ state: anOrder('paid', { orderId, placedAt, tax: TAX }) }));
    await shop.ports.orders.create(() => ({
      state: anOrder('placed', { orderId: 'ord_d', placedAt, tax: TAX }),
    }));
    await shop.ports.orders.create(() => ({ state: anOrder('paid', { orderId: 'ord_e', placedAt }) }));
    const search = searching(shop.ground, INVOICE_TERMS, fail);
    expect(await search()).toEqual({ issued: 0, failed: 0 });
    shop.clock.at += 2 * 3_600_000;
    expect(await search()).toEqual({ issued: 3, failed: 0 });
    expect(await search()).toEqual({ issued: 0, failed: 0 });
    // Money that went back weeks later.
    await shop.ports.change('ord_a', (now) => ({ state: { ...now, refunds: [refund('r1', 5)] } }));
    shop.clock.at = placedAt + 8 * 86_400_000 + 1;
    expect(await search()).toEqual({ issued: 1, failed: 0 });
  });

  it('helps the others when one fails, and says which', async () => {
    const sold = ['ord_a', 'ord_b'].map((orderId) =>
      anOrder('paid', { orderId: orderId as 'ord_a', tax: TAX }),
    );
    const failures: string[] = [];
    const search = findUnissued({
      soldBetween: async function* () {
        yield sold;
      },
      invoiced: async () => new Set(),
      issue: async (orderId) => {
        if (orderId === 'ord_a') throw new Error('no');
        return 1;
      },
      failed: (orderId) => failures.push(orderId),
      now: () => new Date(),
    });
    expect(await search()).toEqual({ issued: 5, failed: 5 });
    expect(new Set(failures)).toEqual(new Set(['ord_a']));
  });
});
