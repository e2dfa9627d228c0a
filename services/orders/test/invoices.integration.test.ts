import { randomUUID } from 'node:crypto';
import { lambdaContext, apiEvent, asFunction, queueEvent } from '@cartless/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { handler as getAnyInvoice } from '../src/invoices/get-any-invoice/handler.ts';
import { handler as getInvoice } from '../src/invoices/get-invoice/handler.ts';
import { handler as issueInvoiceHandler } from '../src/invoices/issue-invoice/handler.ts';
import { documentStore } from '../src/invoices/invoice-store.ts';
import { issuing } from '../src/invoices/invoices-service.ts';
import { handler as sweepInvoicesHandler } from '../src/invoices/sweep-invoices/handler.ts';
import { handler as placeOrder } from '../src/ordering/place-order/handler.ts';
import { numbering } from '../src/ordering/ordering-service.ts';
import { recordPayment } from '../src/payments/record-payment.ts';
import { giveBack } from '../src/payments/refund.ts';
import { settle } from '../src/payments/refund-moves.ts';
import { orderPorts } from '../src/service.ts';
import { anOrder } from './an-order.ts';
import { documentsIn, INVOICE_TERMS, wrongNumbers } from './invoices.ts';
import { aUser, openShop, orderBody, SERVICE, type Shop, withRights } from './shop.ts';

const issueInvoice = withRights('issueInvoice', issueInvoiceHandler);
const sweepInvoices = withRights('sweepInvoices', sweepInvoicesHandler);
const DONE = { batchItemFailures: [] };

describe('invoices', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop({ metered: true });
  });
  afterAll(() => shop.close());

  const place = async (user: string): Promise<string> => {
    const product = await shop.product({ amount: 11_300 });
    const body = orderBody([{ product }], {
      invoice: { title: '静安商贸 <b>', taxNumber: '91110108717743469K' },
    });
    const headers = { 'idempotency-key': randomUUID() };
    const call = { method: 'POST', path: '/orders', body, headers, caller: { userId: user } };
    return String((await shop.call(placeOrder, call)).body['orderId']);
  };
  /** Pays by card. @returns the events of it */
  const pay = async (orderId: string) => {
    await numbering(shop.ground)(orderId);
    const { total, currency } = await shop.order(orderId);
    const payment = { orderId, intent: `pi_${orderId}`, amount: total, currency, at: Date.now() };
    await recordPayment(orderPorts(shop.ground))(payment);
    return queueEvent(await shop.events(orderId));
  };
  const ask = (user: string, orderId: string, more: Partial<Parameters<typeof apiEvent>[0]> = {}) =>
    asFunction(SERVICE, 'getInvoice', () =>
      getInvoice(
        apiEvent({
          method: 'GET',
          path: '/orders/x/invoice',
          params: { orderId },
          caller: { userId: user },
          ...more,
        }),
        lambdaContext(),
      ),
    );
  const json = { headers: { accept: 'application/json' } };

  it('are issued when an order was paid, once, and shown to their shopper as a page and as data', async () => {
    const user = aUser();
    const orderId = await place(user);
    const early = await ask(user, orderId);
    expect(early).toMatchObject({ statusCode: 409, body: expect.stringContaining('INVOICE_NOT_DUE') });
    const events = await pay(orderId);
    const soon = await ask(user, orderId);
    expect(soon).toMatchObject({ statusCode: 409, body: expect.stringContaining('INVOICE_NOT_READY') });
    expect(soon.headers).toMatchObject({ 'retry-after': '5' });
    expect(await issueInvoice(events)).toEqual(DONE);
    expect(await issueInvoice(events)).toEqual(DONE);

    const data = await ask(user, orderId, json);
    expect(JSON.parse(data.body ?? '')).toMatchObject({
      number: expect.stringMatching(/^\d{4}-\d{6}$/),
      kind: 'invoice',
      seller: INVOICE_TERMS.seller,
      buyer: { title: '静安商贸 <b>', taxNumber: '91110108717743469K' },
      lines: [{ quantity: 1, taxRate: 1300, taxIncluded: { amount: 1300 } }],
      taxes: [{ taxRate: 1300, net: { amount: 10_000 }, tax: { amount: 1300 }, gross: { amount: 11_300 } }],
      taxIncluded: { amount: 1300, currency: 'CNY' },
      creditNotes: [],
    });
    const page = await ask(user, orderId, { headers: { accept: 'text/html', 'accept-language': 'zh-CN' } });
    expect(page.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-language': 'zh-CN',
    });
    expect(page.body).toContain('静安商贸 &lt;b&gt;');
    // Whoever names no language gets that in which the order was placed.
    expect((await ask(user, orderId)).headers).toMatchObject({ 'content-language': 'en' });
    const chinese = await shop.orders.change(orderId, (order) => ({ state: { ...order, locale: 'zh-CN' } }));
    expect(chinese.locale).toBe('zh-CN');
    expect((await ask(user, orderId)).headers).toMatchObject({ 'content-language': 'zh-CN' });
  });

  it('are nobody else’s, except for administrators', async () => {
    const user = aUser();
    const orderId = await place(user);
    await issueInvoice(await pay(orderId));
    expect(await ask(aUser(), orderId)).toMatchObject({ statusCode: 404 });
    const admin = { userId: aUser(), scopes: ['shop', 'admin'] };
    const call = { method: 'GET', path: '/x', params: { orderId }, ...json };
    expect(await shop.call(getAnyInvoice, { ...call, caller: admin })).toMatchObject({
      status: 200,
      body: { orderId },
    });
    expect(await shop.call(getAnyInvoice, { ...call, caller: { userId: user } })).toMatchObject({
      status: 403,
    });
  });

  it('are followed by a credit note when money went back', async () => {
    const user = aUser();
    const orderId = await place(user);
    await issueInvoice(await pay(orderId));
    const at = Date.now();
    const owed = await shop.orders.change(orderId, (order) => giveBack(order, 1130, { reason: 'x', at }));
    const key = owed.refunds[0]!.key;
    await shop.orders.change(orderId, (order) => settle(order, key, at, { amount: 1130, inAll: 1130 }));
    expect(await issueInvoice(queueEvent(await shop.events(orderId)))).toEqual(DONE);
    const { creditNotes } = JSON.parse((await ask(user, orderId, json)).body ?? '') as {
      creditNotes: { number: string }[];
    };
    expect(creditNotes).toMatchObject([
      { kind: 'credit-note', total: { amount: 1130 }, taxIncluded: { amount: 130 } },
    ]);
    const query = { creditNote: creditNotes[0]!.number };
    const note = JSON.parse((await ask(user, orderId, { ...json, query })).body ?? '') as object;
    expect(note).toMatchObject({ kind: 'credit-note', total: { amount: 1130 }, lines: [] });
    expect(await ask(user, orderId, { query: { creditNote: '2026-C999999' } })).toMatchObject({
      statusCode: 404,
    });
    expect(await ask(user, orderId, { query: { creditNote: '../x' } })).toMatchObject({ statusCode: 422 });
  });

  it('bear numbers without gaps or doubles when twenty workers issue them at the same moment', async () => {
    const orders = Array.from({ length: 20 }, () => `ord_${randomUUID().slice(0, 13)}` as const);
    for (const orderId of orders) {
      const state = anOrder('paid', {
        orderId,
        placedAt: Date.now() - 7_200_000,
        tax: { included: 1150, rates: [1300] },
      });
      await shop.orders.create(() => ({ state }));
    }
    const issue = issuing(shop.ground, INVOICE_TERMS);
    let left: readonly string[] = orders;
    for (let round = 0; left.length > 0 && round < 20; round += 1) {
      const tried = left;
      const outcomes = await Promise.allSettled(tried.map(issue));
      // The queue brings back what was too busy.
      left = tried.filter((_, index) => outcomes[index]?.status === 'rejected');
    }
    const items = await shop.everything();
    expect(
      documentsIn(items).filter(({ orderId }) => (orders as readonly string[]).includes(orderId)),
    ).toHaveLength(20);
    expect(wrongNumbers(items)).toEqual([]);
  });

  it('are issued by the sweep, with the rights that it has, when no event told of the payment', async () => {
    const orderId = `ord_${randomUUID().slice(0, 13)}` as const;
    const state = anOrder('paid', {
      orderId,
      placedAt: Date.now() - 7_200_000,
      tax: { included: 1150, rates: [1300] },
    });
    await shop.orders.create(() => ({ state }));
    await sweepInvoices();
    expect(await documentStore(shop.items, 10).of(orderId)).toMatchObject([{ kind: 'invoice' }]);
  });

  it('of three lines take one transaction of two small items, and three reads', async () => {
    const orderId = `ord_${randomUUID().slice(0, 13)}` as const;
    const [lamp] = anOrder('paid').lines;
    const lines = [1, 2, 3].map((n) => ({ ...lamp!, title: `Mechanical keyboard ${n}` }));
    const state = anOrder('paid', { orderId, lines, tax: { included: 3450, rates: [1300, 1300, 1300] } });
    await shop.orders.create(() => ({ state }));
    shop.table.meter.take();
    await issuing(shop.ground, INVOICE_TERMS)(orderId);
    expect(shop.table.meter.take()).toMatchObject({
      writeRequests: 1,
      writeUnits: 4,
      readRequests: 3,
      scans: 0,
    });
    await issuing(shop.ground, INVOICE_TERMS)(orderId);
    expect(shop.table.meter.take()).toMatchObject({ writeRequests: 0, readRequests: 2 });
  });
});
