import { type OrderId, ReshipApproved, type ShipmentId } from '@cartless/domain';
import { type PaymentSimulator, startPaymentSimulator } from '@cartless/simulators';
import { queueEvent, setEnvironment } from '@cartless/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { orders } from '../src/service.ts';
import { recordPayment } from '../src/payments/record-payment.ts';
import { requestReturn as askReturn } from '../src/returns/request-return.ts';
import { reconcilePayments } from '../src/payments/reconcile-payments.ts';
import { settleDue } from '../src/ordering/settle-due.ts';
import { handler as approveReturn } from '../src/returns/approve-return/handler.ts';
import { handler as cancelOrder } from '../src/ordering/cancel-order/handler.ts';
import { handler as followShipmentHandler } from '../src/ordering/follow-shipment/handler.ts';
import { handler as getAnyOrder } from '../src/ordering/get-any-order/handler.ts';
import { handler as listAllOrders } from '../src/ordering/list-all-orders/handler.ts';
import { handler as numberOrderHandler } from '../src/ordering/number-order/handler.ts';
import { handler as placeOrder } from '../src/ordering/place-order/handler.ts';
import { handler as listOrders } from '../src/ordering/list-orders/handler.ts';
import { handler as refundOrder } from '../src/payments/refund-order/handler.ts';
import { handler as confirmReceipt } from '../src/ordering/confirm-receipt/handler.ts';
import { handler as listReturns } from '../src/returns/list-returns/handler.ts';
import { handler as receiveReturn } from '../src/returns/receive-return/handler.ts';
import { handler as rejectReturn } from '../src/returns/reject-return/handler.ts';
import { handler as requestReturn } from '../src/returns/request-return/handler.ts';
import { handler as withdrawReturn } from '../src/returns/withdraw-return/handler.ts';
import { handler as settlePaymentsHandler } from '../src/payments/settle-payments/handler.ts';
import { handler as startPayment } from '../src/payments/start-payment/handler.ts';
import { handler as sweepOrdersHandler } from '../src/ordering/sweep-orders/handler.ts';
import type { Product } from '../src/catalogue/product.ts';
import type { Approved } from '../src/returns/return.ts';
import { payments } from '../src/payments/payments-service.ts';
import { handler as changeAddress } from '../src/readdressing/change-address/handler.ts';
import { handler as decideUndelivered } from '../src/parcels/decide-undelivered/handler.ts';
import { productStore } from '../src/catalogue/product-store.ts';
import { stockKey } from '../src/orders-table.ts';
import { parcelEvent } from './parcel-event.ts';
import { aUser, openShop, orderBody, type Shop, WEBHOOK_SECRET, withRights, SHANGHAI } from './shop.ts';

const followShipment = withRights('followShipment', followShipmentHandler);
const numberOrder = withRights('numberOrder', numberOrderHandler);
const settlePayments = withRights('settlePayments', settlePaymentsHandler);
const sweepOrders = withRights('sweepOrders', sweepOrdersHandler);

type Placed = Readonly<{ orderId: string; user: string; product: Product }>;
const DAY = 86_400_000;

describe('what happens after placing an order', () => {
  let shop: Shop;
  let simulator: PaymentSimulator;
  beforeAll(async () => {
    shop = await openShop();
    simulator = await startPaymentSimulator({ port: 0, webhookSecret: WEBHOOK_SECRET });
    setEnvironment({ STRIPE_API_URL: simulator.url });
  });
  afterAll(async () => {
    await Promise.all([shop.close(), simulator.stop()]);
  });

  const call = (
    handler: Parameters<Shop['call']>[0],
    { orderId, user }: Placed,
    {
      body,
      headers = {},
      admin = false,
      returnId,
    }: { body?: unknown; headers?: Record<string, string>; admin?: boolean; returnId?: string } = {},
  ) => {
    const caller = { userId: admin ? 'usr_admin' : user, scopes: admin ? ['shop', 'admin'] : ['shop'] };
    return shop.call(handler, {
      method: 'POST',
      path: '/orders/x',
      params: { orderId, ...(returnId && { returnId }) },
      caller,
      body,
      headers,
    });
  };
  const place = async (more = {}, quantity = 2): Promise<Placed> => {
    const [user, product] = [aUser(), await shop.product({ stock: 10, amount: 5000 })];
    const answer = await shop.call(placeOrder, {
      method: 'POST',
      path: '/orders',
      body: orderBody([{ product, quantity }], more),
      headers: { 'idempotency-key': crypto.randomUUID() },
      caller: { userId: user },
    });
    const orderId = String(answer.body['orderId']);
    await numberOrder(queueEvent(await shop.events(orderId)));
    return { orderId, user, product };
  };
  const openPage = async (placed: Placed) => {
    await call(startPayment, placed);
    return { session: (await shop.order(placed.orderId)).session ?? '' };
  };
  const paid = async (): Promise<Placed> => {
    const placed = await place();
    const { session } = await openPage(placed);
    await payOnPage(session);
    await reconcile();
    expect((await shop.order(placed.orderId)).status).toBe('paid');
    return placed;
  };
  const payOnPage = (session: string) =>
    fetch(`${simulator.url}/pay/${session}/pay`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'payment_method_type=card',
      redirect: 'manual',
    });
  const reconcile = (now = orders().now) =>
    reconcilePayments({
      ...orders(),
      now,
      payments: payments(),
      recordPayment: recordPayment(orders()),
      failed: (orderId, error) => {
        throw new Error(orderId, { cause: error });
      },
    })();
  const work = async ({ orderId }: Placed) => {
    const events = await shop.events(orderId);
    return settlePayments(queueEvent(events.filter(({ type }) => /refund-owed|order-cancelled/.test(type))));
  };
  const atProvider = async () =>
    (await (await fetch(`${simulator.url}/_control/state`)).json()) as {
      refunds: { amount: number; metadata: { orderId: string } }[];
      sessions: { id: string; status: string }[];
    };
  const refundsOf = async ({ orderId }: Placed) =>
    (await atProvider()).refunds
      .filter(({ metadata }) => metadata.orderId === orderId)
      .map(({ amount }) => amount);
  const deliver = async ({ orderId }: Placed, at = new Date()) => {
    await followShipment(parcelEvent(await shop.order(orderId), 'dispatched', at));
    await followShipment(parcelEvent(await shop.order(orderId), 'delivered', at));
  };
  const expire = (placed: Placed, at: number) =>
    settleDue({ ...orders(), now: () => new Date(at) })(placed.orderId);

  it('finds what was paid at the provider and never heard of, and records it once', async () => {
    const placed = await paid();
    expect((await reconcile()).repaired).toBe(0);
    expect((await shop.order(placed.orderId)).captures).toHaveLength(1);
  });

  it('cancels an unpaid order: stock back, and its payment page is closed', async () => {
    const placed = await place();
    const { session } = await openPage(placed);
    expect(await shop.available(placed.product)).toBe(8);
    const answer = await call(cancelOrder, placed, { body: { reason: 'changed my mind' } });
    expect(answer).toMatchObject({ status: 200, body: { status: 'cancelled' } });
    expect(await shop.available(placed.product)).toBe(10);
    expect(await shop.events(placed.orderId)).toMatchObject([
      { type: 'orders.order-cancelled.v1', data: { reason: 'shopper' } },
    ]);
    expect(await work(placed)).toEqual({ batchItemFailures: [] });
    expect((await atProvider()).sessions.find(({ id }) => id === session)?.status).toBe('expired');
  });

  it('cancels once, however often it is asked, also at the same moment', async () => {
    const placed = await place();
    const answers = await Promise.all([1, 2, 3].map(() => call(cancelOrder, placed)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await shop.available(placed.product)).toBe(10);
    expect((await shop.order(placed.orderId)).history).toHaveLength(1);
  });

  it('cancels a paid order: the money goes back, once, though the worker is asked again and again', async () => {
    const placed = await paid();
    await call(cancelOrder, placed);
    const owing = await shop.events(placed.orderId);
    expect(owing.map(({ type }) => type)).toEqual(['orders.order-cancelled.v1', 'orders.refund-owed.v1']);
    const owed = queueEvent(owing.filter(({ type }) => type.includes('refund-owed')));
    await settlePayments(owed);
    expect(await shop.events(placed.orderId)).toMatchObject([
      {
        type: 'orders.order-refunded.v1',
        data: { refund: { amount: 10_000 }, refundedInAll: { amount: 10_000 } },
      },
    ]);
    await settlePayments(owed);
    expect(await refundsOf(placed)).toEqual([10_000]);
  });

  it('gives back once when the worker died between the provider and our write, even after a day', async () => {
    const placed = await paid();
    await call(cancelOrder, placed);
    const { refunds } = await shop.order(placed.orderId);
    const [refund] = refunds;
    await payments().refund({
      ...refund!,
      paid: 10_000,
      currency: 'CNY',
      orderId: placed.orderId as `ord_${string}`,
      afterDisputes: 0,
    });
    await work(placed);
    expect(await refundsOf(placed)).toEqual([10_000]);
    expect((await shop.order(placed.orderId)).refunds[0]?.doneAt).toBeGreaterThan(0);
  });

  it('tries a refund again that the provider did not take', async () => {
    const placed = await paid();
    await call(cancelOrder, placed);
    const event = queueEvent(
      (await shop.events(placed.orderId)).filter(({ type }) => type.includes('refund-owed')),
    );
    for (const mode of ['error', 'garbage', 'timeout']) {
      const body = JSON.stringify({ mode, count: 2, delayMs: 50 });
      const headers = { 'content-type': 'application/json' };
      await fetch(`${simulator.url}/_control/faults`, { method: 'POST', headers, body });
      expect((await settlePayments(event)).batchItemFailures).toHaveLength(1);
    }
    await fetch(`${simulator.url}/_control/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"mode":"none"}',
    });
    expect(await settlePayments(event)).toEqual({ batchItemFailures: [] });
    expect(await refundsOf(placed)).toEqual([10_000]);
  });

  it('refuses to cancel what is on its way', async () => {
    const placed = await paid();
    await followShipment(parcelEvent(await shop.order(placed.orderId), 'dispatched'));
    expect(await call(cancelOrder, placed)).toMatchObject({
      status: 409,
      body: { code: 'ORDER_CANNOT_MOVE' },
    });
  });

  it('lets nobody else cancel it but an administrator', async () => {
    const placed = await place();
    expect(await call(cancelOrder, { ...placed, user: aUser() })).toMatchObject({ status: 404 });
    expect(await call(cancelOrder, placed, { admin: true })).toMatchObject({ status: 200 });
    expect(await shop.order(placed.orderId)).toMatchObject({ cancelled: { why: 'admin' } });
  });

  it('cancels an order that is not paid in time, once, and not a moment earlier', async () => {
    const placed = await place();
    const { payBy } = await shop.order(placed.orderId);
    await expire(placed, (payBy ?? 0) - 1);
    expect((await shop.order(placed.orderId)).status).toBe('placed');
    await Promise.all([1, 2, 3].map(() => expire(placed, payBy ?? 0)));
    expect(await shop.order(placed.orderId)).toMatchObject({
      status: 'cancelled',
      cancelled: { why: 'unpaid' },
    });
    expect(await shop.available(placed.product)).toBe(10);
  });

  it('is not looked for in a range that runs backwards', async () => {
    const caller = { userId: aUser() };
    const list = (query: Record<string, string>) =>
      shop.call(listOrders, { method: 'GET', path: '/orders', query, caller });
    expect(await list({ from: '2026-11-02', to: '2026-11-01' })).toMatchObject({
      status: 422,
      body: { code: 'RANGE_INVALID' },
    });
    expect(await list({ from: '2026-11-02', to: '2026-11-02' })).toMatchObject({ status: 200 });
  });

  it('is told with its first time to pay when it is placed again, also after its page gave more', async () => {
    const [user, product] = [aUser(), await shop.product()];
    const headers = { 'idempotency-key': crypto.randomUUID() };
    const body = orderBody([{ product }]);
    const call = { method: 'POST', path: '/orders', body, headers, caller: { userId: user } };
    const first = await shop.call(placeOrder, call);
    const orderId = String(first.body['orderId']);
    await openPage({ orderId, user, product });
    expect((await shop.call(placeOrder, call)).body).toEqual(first.body);
    const { pageUntil, payBy } = await shop.order(orderId);
    expect(pageUntil).toBeGreaterThan(payBy ?? 0);
  });

  it('finds unpaid orders by the sweep when the delayed message is lost', async () => {
    const cod = await place({ paymentMethod: 'cod' });
    const placed = await place();
    const item = await shop.order(placed.orderId);
    await orders().change(placed.orderId, (order) => ({
      state: { ...order, payBy: Date.now() - 1000 },
    }));
    await sweepOrders();
    expect(item.status).toBe('placed');
    expect((await shop.order(placed.orderId)).status).toBe('cancelled');
    expect((await shop.order(cod.orderId)).status).toBe('placed');
  });

  it('gives back what is paid after the order was cancelled', async () => {
    const placed = await place();
    const { session } = await openPage(placed);
    await expire(placed, Date.now() + DAY);
    await payOnPage(session);
    await reconcile();
    expect(await shop.order(placed.orderId)).toMatchObject({
      status: 'cancelled',
      captures: [{ amount: 10_000 }],
      refunds: [{ amount: 10_000 }],
    });
    await work(placed);
    expect(await refundsOf(placed)).toEqual([10_000]);
    expect(await shop.available(placed.product)).toBe(10);
  });

  it('completes an order by itself seven days after delivery', async () => {
    const placed = await paid();
    await deliver(placed);
    await expire(placed, Date.now() + 6 * DAY);
    expect((await shop.order(placed.orderId)).status).toBe('delivered');
    await expire(placed, Date.now() + 8 * DAY);
    expect(await shop.order(placed.orderId)).toMatchObject({ status: 'completed' });
    expect((await shop.order(placed.orderId)).history.at(-1)?.by).toBe('system');
  });

  const back = ({ product: { productId } }: Placed, quantity: number, more: object = {}) => ({
    items: [{ productId, quantity, ...more }],
  });
  const ask = (placed: Placed, quantity: number, key: string = crypto.randomUUID()) =>
    call(requestReturn, placed, {
      body: { ...back(placed, quantity), reason: 'Too small' },
      headers: { 'idempotency-key': key },
    });
  const returnOf = ({ orderId }: Placed, number: number) => ({
    returnId: `ret_${orderId.slice(4)}-${number}`,
    admin: true,
  });

  it('takes goods back in two returns: request, approval, receipt, stock and money', async () => {
    const placed = await paid();
    await deliver(placed);
    expect(await ask(placed, 1, 'a')).toMatchObject({
      status: 201,
      body: { status: 'delivered', returns: [{ status: 'requested', reason: 'Too small' }] },
    });
    expect(await shop.events(placed.orderId)).toMatchObject([
      {
        type: 'orders.return-requested.v1',
        data: { returnId: returnOf(placed, 1).returnId, returnItems: [{ quantity: 1, title: 'Desk lamp' }] },
      },
    ]);
    const repeated = await ask(placed, 1, 'a');
    expect(repeated).toMatchObject({ status: 201, headers: { 'idempotent-replayed': 'true' } });
    expect(repeated.body['returns']).toHaveLength(1);
    expect(await ask(placed, 2, 'a')).toMatchObject({
      status: 422,
      body: { code: 'IDEMPOTENCY_KEY_REUSED' },
    });

    const one = returnOf(placed, 1);
    expect(await call(approveReturn, placed, one)).toMatchObject({
      status: 200,
      body: { returns: [{ status: 'approved', decision: { by: 'admin' } }] },
    });
    const body = back(placed, 1, { restock: true });
    expect(await call(receiveReturn, placed, { ...one, body })).toMatchObject({
      status: 200,
      body: {
        status: 'delivered',
        refundOwed: { amount: 5000 },
        returns: [{ status: 'received', refund: { amount: 5000 }, received: { items: [{ restocked: 1 }] } }],
      },
    });
    expect(await shop.available(placed.product)).toBe(9);
    await work(placed);

    // After the receipt was confirmed, what is left can still come back; damaged, it does not go to the shelf.
    expect(await call(confirmReceipt, placed)).toMatchObject({ body: { status: 'completed' } });
    expect(await ask(placed, 2)).toMatchObject({
      status: 409,
      body: { code: 'RETURN_UNITS_EXCEEDED', lines: [{ productId: placed.product.productId, left: 1 }] },
    });
    expect(await ask(placed, 1)).toMatchObject({ status: 201, body: { status: 'completed' } });
    const two = returnOf(placed, 2);
    await call(approveReturn, placed, two);
    const damaged = back(placed, 1, { restock: false });
    expect(await call(receiveReturn, placed, { ...two, body: damaged })).toMatchObject({
      body: { status: 'returned', history: [{}, {}, {}, {}, {}, { status: 'returned', by: 'admin' }] },
    });
    const events = await shop.events(placed.orderId);
    expect(await call(receiveReturn, placed, { ...two, body: damaged })).toMatchObject({ status: 200 });
    expect(events).toMatchObject([
      { type: 'orders.return-received.v1', data: { status: 'returned', returnItems: [{ restocked: 0 }] } },
      { type: 'orders.refund-owed.v1' },
    ]);
    expect(await shop.available(placed.product)).toBe(9);
    await work(placed);
    expect(await refundsOf(placed)).toEqual([5000, 5000]);
  });

  it('rejects and withdraws returns, and gives their units back', async () => {
    const placed = await paid();
    await deliver(placed);
    await ask(placed, 2);
    const one = returnOf(placed, 1);
    expect(await call(rejectReturn, placed, { ...one, body: { reason: 'worn' } })).toMatchObject({
      status: 200,
      body: { returns: [{ status: 'rejected', decision: { reason: 'worn' } }] },
    });
    expect(await call(approveReturn, placed, one)).toMatchObject({
      status: 409,
      body: {
        code: 'RETURN_CANNOT_MOVE',
        detail: expect.stringMatching(
          /^The return is rejected; it cannot become approved\. .+ approved before/,
        ),
      },
    });
    await ask(placed, 2);
    const two = { ...returnOf(placed, 2), admin: false };
    expect(await call(withdrawReturn, { ...placed, user: aUser() }, two)).toMatchObject({ status: 404 });
    expect(await call(withdrawReturn, placed, two)).toMatchObject({
      status: 200,
      body: { returns: [{ status: 'rejected' }, { status: 'withdrawn' }] },
    });
    expect(await ask(placed, 2)).toMatchObject({ status: 201 });
    expect(await call(approveReturn, placed, returnOf(placed, 4))).toMatchObject({
      status: 404,
      body: { code: 'RETURN_NOT_FOUND' },
    });
    expect(await call(approveReturn, placed, { ...returnOf(placed, 3), admin: false })).toMatchObject({
      status: 403,
    });
  });

  it('lists what waits for a decision or for goods, page by page, what is due first', async () => {
    const waiting: Placed[] = [];
    for (let i = 0; i < 3; i += 1) {
      const placed = await place({ paymentMethod: 'cod' });
      await deliver(placed);
      await ask(placed, 1);
      await ask(placed, 1);
      waiting.push(placed);
    }
    await call(approveReturn, waiting[1]!, returnOf(waiting[1]!, 1));
    await call(rejectReturn, waiting[1]!, { ...returnOf(waiting[1]!, 2), body: { reason: 'worn' } });
    const list = async (query: Record<string, string>) => {
      const caller = { userId: 'usr_admin', scopes: ['shop', 'admin'] };
      const path = '/admin/returns';
      const { body } = await shop.call(listReturns, { method: 'GET', path, query, caller });
      return body as {
        items: { orderId: string; returnId: string; dueAt: string }[];
        nextCursor: string | null;
      };
    };
    const seen: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page: Awaited<ReturnType<typeof list>> = await list({ limit: '1', ...(cursor && { cursor }) });
      seen.push(...page.items.map(({ returnId }) => returnId));
      cursor = page.nextCursor;
    }
    const ids = (placed: Placed, ...numbers: number[]) =>
      numbers.map((number) => returnOf(placed, number).returnId);
    const ours = new Set(waiting.flatMap((placed) => ids(placed, 1, 2)));
    // The approved one has longer.
    expect(seen.filter((id) => ours.has(id))).toEqual([
      ...ids(waiting[0]!, 1, 2),
      ...ids(waiting[2]!, 1, 2),
      ...ids(waiting[1]!, 1),
    ]);
    const approved = await list({ status: 'approved', limit: '100' });
    expect(approved.items.map(({ returnId }) => returnId).filter((id) => ours.has(id))).toEqual(
      ids(waiting[1]!, 1),
    );
    const { decision } = (await shop.order(waiting[1]!.orderId)).returns[0] as Approved;
    const last = approved.items.find(({ returnId }) => ours.has(returnId));
    expect(last).toMatchObject({
      orderId: waiting[1]!.orderId,
      dueAt: new Date(decision.at + 30 * DAY).toISOString(),
    });
  });

  it('lets one of two requests for the last units win', async () => {
    const placed = await paid();
    await deliver(placed);
    const answers = await Promise.all([ask(placed, 2), ask(placed, 2)]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409]);
    expect((await shop.order(placed.orderId)).returns).toHaveLength(1);
  });

  it('counts the window from when it learnt of the delivery, whatever the clock of the carrier says', async () => {
    for (const at of [new Date(Date.now() - 300 * DAY), new Date(Date.now() + 300 * DAY)]) {
      const placed = await paid();
      await deliver(placed, at);
      const { history, placedAt } = await shop.order(placed.orderId);
      const arrived = history.at(-1)?.at ?? 0;
      expect(arrived).toBeGreaterThanOrEqual(placedAt);
      expect(arrived).toBeLessThanOrEqual(Date.now());
      const { orderId, user, product } = placed;
      const late = (days: number) =>
        askReturn({ ...orders(), now: () => new Date(Date.now() + days * DAY) })({
          orderId,
          userId: user as `usr_${string}`,
          items: [{ productId: product.productId, quantity: 1 }],
          reason: 'x',
        });
      await expect(late(7.01)).rejects.toMatchObject({ code: 'RETURN_WINDOW_OVER' });
      await expire(placed, Date.now() + 6.9 * DAY);
      expect((await late(6.9)).order).toMatchObject({ status: 'delivered' });
    }
  });

  it('takes back only what was ordered and delivered', async () => {
    const placed = await paid();
    expect(await ask(placed, 1)).toMatchObject({ status: 409, body: { code: 'ORDER_NOT_RETURNABLE' } });
    await deliver(placed);
    expect(await ask(placed, 3)).toMatchObject({ status: 409, body: { code: 'RETURN_UNITS_EXCEEDED' } });
    const body = { items: [{ productId: 'prd_other', quantity: 1 }], reason: 'x' };
    expect(await call(requestReturn, placed, { body })).toMatchObject({
      status: 422,
      body: { code: 'RETURNED_ITEMS_INVALID', products: ['prd_other'] },
    });
  });

  it('owes cash for what came back of an order that was paid at the door', async () => {
    const placed = await place({ paymentMethod: 'cod' });
    await deliver(placed);
    await ask(placed, 1);
    const one = returnOf(placed, 1);
    await call(approveReturn, placed, one);
    const answer = await call(receiveReturn, placed, { ...one, body: back(placed, 1, { restock: true }) });
    expect(answer).toMatchObject({ body: { refunds: [{ status: 'owed', method: 'cash' }] } });
  });
  it('gives back parts, once per key, and never more than arrived', async () => {
    const placed = await paid();
    const refund = (amount: number | undefined, key: string) =>
      call(refundOrder, placed, {
        body: { reason: 'sorry', ...(amount && { amount }) },
        headers: { 'idempotency-key': key },
        admin: true,
      });
    const [first, again] = [await refund(4000, 'a'), await refund(4000, 'a')];
    const owed = { status: 200, body: { refundOwed: { amount: 4000 } } };
    expect([first, again]).toMatchObject([owed, owed]);
    expect(first.headers).not.toHaveProperty('idempotent-replayed');
    expect(again.headers).toMatchObject({ 'idempotent-replayed': 'true' });
    expect(await refund(3000, 'a')).toMatchObject({ status: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
    expect(await refund(6001, 'b')).toMatchObject({
      status: 409,
      body: { code: 'REFUND_TOO_LARGE', refundable: 6000 },
    });
    expect(await refund(undefined, 'c')).toMatchObject({
      status: 200,
      body: { refundOwed: { amount: 10_000 } },
    });
    expect(await refund(1, 'd')).toMatchObject({ status: 409 });
    await work(placed);
    expect(await refundsOf(placed)).toEqual(expect.arrayContaining([4000, 6000]));
    expect(await call(getAnyOrder, placed, { admin: true })).toMatchObject({
      body: { captured: { amount: 10_000 }, refunded: { amount: 10_000 }, refundOwed: { amount: 0 } },
    });
    expect(await call(refundOrder, placed, { body: { reason: 'x' } })).toMatchObject({ status: 403 });
  });

  it('waits for a decision when a parcel is lost, and gives all money back when that is decided, once', async () => {
    const placed = await paid();
    await followShipment(parcelEvent(await shop.order(placed.orderId), 'lost'));
    expect(await call(getAnyOrder, placed, { admin: true })).toMatchObject({
      body: {
        status: 'undelivered',
        parcels: [{ status: 'lost' }],
        lostAt: expect.any(String),
        decideBy: expect.any(String),
      },
    });
    const body = { outcome: 'refund', restock: false };
    expect(await call(decideUndelivered, placed, { body })).toMatchObject({ status: 403 });
    const decided = await call(decideUndelivered, placed, { admin: true, body });
    expect(decided).toMatchObject({
      status: 200,
      body: { status: 'cancelled', refundOwed: { amount: 10_000 } },
    });
    expect(await call(decideUndelivered, placed, { admin: true, body })).toEqual(decided);
    await work(placed);
    expect(await refundsOf(placed)).toEqual([10_000]);
    expect(
      await call(decideUndelivered, placed, { admin: true, body: { ...body, outcome: 'reship' } }),
    ).toMatchObject({ status: 409, body: { code: 'NOTHING_UNDELIVERED' } });
  });

  it('goes to another address until its parcel leaves; for a stranger it does not exist', async () => {
    const placed = await paid();
    const shippingAddress = { ...SHANGHAI, line1: '南京西路 1 号' };
    const changed = await call(changeAddress, placed, { body: { shippingAddress } });
    expect(changed).toMatchObject({ status: 200, body: { shippingAddress, addressChange: 'requested' } });
    const { version } = await shop.order(placed.orderId);
    expect(await shop.events(placed.orderId)).toMatchObject([
      { type: 'orders.order-readdressed.v1', sequence: version, data: { change: version, shippingAddress } },
    ]);
    expect(
      await call(changeAddress, { ...placed, user: aUser() }, { body: { shippingAddress } }),
    ).toMatchObject({
      status: 404,
    });
    await followShipment(parcelEvent(await shop.order(placed.orderId), 'dispatched'));
    expect(await call(changeAddress, placed, { body: { shippingAddress: SHANGHAI } })).toMatchObject({
      status: 409,
      body: { code: 'ADDRESS_CANNOT_CHANGE' },
    });
  });

  it('sends again what was lost when there is enough on the shelf, in whichever bucket, and says so when there is not', async () => {
    const placed = await paid();
    await followShipment(parcelEvent(await shop.order(placed.orderId), 'lost'));
    const [line] = (await shop.order(placed.orderId)).lines;
    const { productId, quantity } = line!;
    const { state: product } = { state: await productStore(shop.items).read(productId) };
    const before = await shop.available(product);
    const body = { outcome: 'reship', restock: false };
    const stock = stockKey(productId, 0);
    await shop.items.write([{ update: stock, add: { n: -before } }]);
    expect(await call(decideUndelivered, placed, { admin: true, body })).toMatchObject({
      status: 409,
      body: { code: 'TOO_FEW_LEFT' },
    });
    await shop.items.write([{ update: stock, add: { n: before } }]);
    expect(await call(decideUndelivered, placed, { admin: true, body })).toMatchObject({
      status: 200,
      body: { status: 'shipped' },
    });
    expect(await shop.available(product)).toBe(before - quantity);
  });

  it('takes the units of a replacement that logistics approves, or what is left of them', async () => {
    const placed = await paid();
    const order = await shop.order(placed.orderId);
    await followShipment(parcelEvent(order, 'delivered'));
    const { quantity, productId } = order.lines[0]!;
    const product = await productStore(shop.items).read(productId);
    const approved = (shipmentId: ShipmentId) =>
      queueEvent([
        ReshipApproved.create({
          subject: shipmentId,
          sequence: 6,
          time: new Date().toISOString(),
          data: {
            ...ReshipApproved.example,
            shipmentId,
            orderId: placed.orderId as OrderId,
            status: 'delivered',
          },
        }),
      ]);
    const first = approved(`shp_${placed.orderId.slice(4)}`);
    const before = await shop.available(product);
    await followShipment(first);
    await followShipment(first);
    expect(await shop.available(product)).toBe(before - quantity);
    await shop.items.write([{ update: stockKey(productId, 0), add: { n: 2 * quantity - before - 1 } }]);
    expect(await shop.available(product)).toBe(quantity - 1);
    const second = approved('shp_another_2');
    await followShipment(second);
    await followShipment(second);
    expect(await shop.available(product)).toBe(0);
  });

  it('is found by administrators by status, time, shopper and number, page by page', async () => {
    const placed = await place({ paymentMethod: 'cod' });
    const { orderNumber } = await shop.order(placed.orderId);
    const list = async (query: Record<string, string>) => {
      const caller = { userId: 'usr_admin', scopes: ['shop', 'admin'] };
      const { body } = await shop.call(listAllOrders, {
        method: 'GET',
        path: '/admin/orders',
        query,
        caller,
      });
      return body as {
        items: { orderId: string; placedAt: string; status: string }[];
        nextCursor: string | null;
      };
    };
    const typed = String(orderNumber).toLowerCase().replaceAll('-', ' ');
    expect((await list({ orderNumber: typed })).items).toMatchObject([{ orderId: placed.orderId }]);
    expect((await list({ orderNumber: '20261121-AAAAAAA-A' })).items).toEqual([]);
    expect((await list({ userId: placed.user })).items).toMatchObject([{ orderId: placed.orderId }]);
    expect((await list({ status: 'cancelled' })).items.every(({ status }) => status === 'cancelled')).toBe(
      true,
    );
    expect((await list({ to: '2020-01-01' })).items).toEqual([]);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof list>> = await list({ limit: '4', ...(cursor && { cursor }) });
      expect(page.items.length).toBeLessThanOrEqual(4);
      seen.push(...page.items.map(({ orderId }) => orderId));
      cursor = page.nextCursor;
    } while (cursor !== null);
    const all = await shop.everyOrder();
    expect(seen).toHaveLength(all.length);
    expect(seen).toEqual(all.toSorted((a, b) => b.placedAt - a.placedAt).map(({ orderId }) => orderId));
  });
});
