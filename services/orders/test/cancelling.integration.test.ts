import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { queueEvent } from '@cartless/testing';
import { handler as cancelOrder } from '../src/ordering/cancel-order/handler.ts';
import { handler as followShipmentHandler } from '../src/ordering/follow-shipment/handler.ts';
import { handler as getAnyOrder } from '../src/ordering/get-any-order/handler.ts';
import { handler as refundOrder } from '../src/payments/refund-order/handler.ts';
import { handler as settlePaymentsHandler } from '../src/payments/settle-payments/handler.ts';
import { payments } from '../src/payments/payments-service.ts';
import { parcelEvent } from './parcel-event.ts';
import { aUser, withRights } from './shop.ts';
import { type AfterSales, openAfterSales } from './after-sales.ts';

const DAY = 86_400_000;

const followShipment = withRights('followShipment', followShipmentHandler);
const settlePayments = withRights('settlePayments', settlePaymentsHandler);

describe('orders that are cancelled', () => {
  let world: AfterSales;
  beforeAll(async () => {
    world = await openAfterSales();
  });
  afterAll(() => world.close());

  it('cancels an unpaid order: stock back, and its payment page is closed', async () => {
    const placed = await world.place();
    const { session } = await world.openPage(placed);
    expect(await world.shop.available(placed.product)).toBe(8);
    const answer = await world.call(cancelOrder, placed, { body: { reason: 'changed my mind' } });
    expect(answer).toMatchObject({ status: 200, body: { status: 'cancelled' } });
    expect(await world.shop.available(placed.product)).toBe(10);
    expect(await world.shop.events(placed.orderId)).toMatchObject([
      { type: 'orders.order-cancelled.v1', data: { reason: 'shopper' } },
    ]);
    expect(await world.work(placed)).toEqual({ batchItemFailures: [] });
    expect((await world.atProvider()).sessions.find(({ id }) => id === session)?.status).toBe('expired');
  });

  it('cancels once, however often it is asked, also at the same moment', async () => {
    const placed = await world.place();
    const answers = await Promise.all([1, 2, 3].map(() => world.call(cancelOrder, placed)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await world.shop.available(placed.product)).toBe(10);
    expect((await world.shop.order(placed.orderId)).history).toHaveLength(1);
  });

  it('cancels a paid order: the money goes back, once, though the worker is asked again and again', async () => {
    const placed = await world.paid();
    await world.call(cancelOrder, placed);
    const owing = await world.shop.events(placed.orderId);
    expect(owing.map(({ type }) => type)).toEqual(['orders.order-cancelled.v1', 'orders.refund-owed.v1']);
    const owed = queueEvent(owing.filter(({ type }) => type.includes('refund-owed')));
    await settlePayments(owed);
    expect(await world.shop.events(placed.orderId)).toMatchObject([
      {
        type: 'orders.order-refunded.v1',
        data: { refund: { amount: 10_000 }, refundedInAll: { amount: 10_000 } },
      },
    ]);
    await settlePayments(owed);
    expect(await world.refundsOf(placed)).toEqual([10_000]);
  });

  it('gives back once when the worker died between the provider and our write, even after a day', async () => {
    const placed = await world.paid();
    await world.call(cancelOrder, placed);
    const { refunds } = await world.shop.order(placed.orderId);
    const [refund] = refunds;
    await payments().refund({
      ...refund!,
      paid: 10_000,
      currency: 'CNY',
      orderId: placed.orderId as `ord_${string}`,
      refusals: 0,
    });
    await world.work(placed);
    expect(await world.refundsOf(placed)).toEqual([10_000]);
    expect((await world.shop.order(placed.orderId)).refunds[0]?.doneAt).toBeGreaterThan(0);
  });

  it('tries a refund again that the provider did not take', async () => {
    const placed = await world.paid();
    await world.call(cancelOrder, placed);
    const event = queueEvent(
      (await world.shop.events(placed.orderId)).filter(({ type }) => type.includes('refund-owed')),
    );
    for (const mode of ['error', 'garbage', 'timeout']) {
      const body = JSON.stringify({ mode, count: 2, delayMs: 50 });
      const headers = { 'content-type': 'application/json' };
      await fetch(`${world.simulator.url}/_control/faults`, { method: 'POST', headers, body });
      expect((await settlePayments(event)).batchItemFailures).toHaveLength(1);
    }
    await fetch(`${world.simulator.url}/_control/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"mode":"none"}',
    });
    expect(await settlePayments(event)).toEqual({ batchItemFailures: [] });
    expect(await world.refundsOf(placed)).toEqual([10_000]);
  });

  it('refuses to cancel what is on its way', async () => {
    const placed = await world.paid();
    await followShipment(parcelEvent(await world.shop.order(placed.orderId), 'dispatched'));
    expect(await world.call(cancelOrder, placed)).toMatchObject({
      status: 409,
      body: { code: 'ORDER_CANNOT_MOVE' },
    });
  });

  it('lets nobody else cancel it but an administrator', async () => {
    const placed = await world.place();
    expect(await world.call(cancelOrder, { ...placed, user: aUser() })).toMatchObject({ status: 404 });
    expect(await world.call(cancelOrder, placed, { admin: true })).toMatchObject({ status: 200 });
    expect(await world.shop.order(placed.orderId)).toMatchObject({ cancelled: { why: 'admin' } });
  });

  it('gives back what is paid after the order was cancelled', async () => {
    const placed = await world.place();
    const { session } = await world.openPage(placed);
    await world.expire(placed, Date.now() + DAY);
    await world.payOnPage(session);
    await world.reconcile();
    expect(await world.shop.order(placed.orderId)).toMatchObject({
      status: 'cancelled',
      captures: [{ amount: 10_000 }],
      refunds: [{ amount: 10_000 }],
    });
    await world.work(placed);
    expect(await world.refundsOf(placed)).toEqual([10_000]);
    expect(await world.shop.available(placed.product)).toBe(10);
  });

  it('gives back parts, once per key, and never more than arrived', async () => {
    const placed = await world.paid();
    const refund = (amount: number | undefined, key: string) =>
      world.call(refundOrder, placed, {
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
    await world.work(placed);
    expect(await world.refundsOf(placed)).toEqual(expect.arrayContaining([4000, 6000]));
    expect(await world.call(getAnyOrder, placed, { admin: true })).toMatchObject({
      body: { captured: { amount: 10_000 }, refunded: { amount: 10_000 }, refundOwed: { amount: 0 } },
    });
    expect(await world.call(refundOrder, placed, { body: { reason: 'x' } })).toMatchObject({ status: 403 });
  });
});
