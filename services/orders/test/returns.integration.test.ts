import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { orders } from '../src/service.ts';
import { requestReturn as askReturn } from '../src/returns/request-return.ts';
import { handler as approveReturn } from '../src/returns/approve-return/handler.ts';
import { handler as confirmReceipt } from '../src/ordering/confirm-receipt/handler.ts';
import { handler as listReturns } from '../src/returns/list-returns/handler.ts';
import { handler as receiveReturn } from '../src/returns/receive-return/handler.ts';
import { handler as rejectReturn } from '../src/returns/reject-return/handler.ts';
import { handler as requestReturn } from '../src/returns/request-return/handler.ts';
import { handler as withdrawReturn } from '../src/returns/withdraw-return/handler.ts';
import type { Approved } from '../src/returns/return.ts';
import { aUser } from './shop.ts';
import { type AfterSales, type PlacedOrder, openAfterSales } from './after-sales.ts';

const DAY = 86_400_000;

describe('returns', () => {
  let world: AfterSales;
  beforeAll(async () => {
    world = await openAfterSales();
  });
  afterAll(() => world.close());

  const back = ({ product: { productId } }: PlacedOrder, quantity: number, more: object = {}) => ({
    items: [{ productId, quantity, ...more }],
  });
  const ask = (placed: PlacedOrder, quantity: number, key: string = crypto.randomUUID()) =>
    world.call(requestReturn, placed, {
      body: { ...back(placed, quantity), reason: 'Too small' },
      headers: { 'idempotency-key': key },
    });
  const returnOf = ({ orderId }: PlacedOrder, number: number) => ({
    returnId: `ret_${orderId.slice(4)}-${number}`,
    admin: true,
  });
  it('takes goods back in two returns: request, approval, receipt, stock and money', async () => {
    const placed = await world.paid();
    await world.deliver(placed);
    expect(await ask(placed, 1, 'a')).toMatchObject({
      status: 201,
      body: { status: 'delivered', returns: [{ status: 'requested', reason: 'Too small' }] },
    });
    expect(await world.shop.events(placed.orderId)).toMatchObject([
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
    expect(await world.call(approveReturn, placed, one)).toMatchObject({
      status: 200,
      body: { returns: [{ status: 'approved', decision: { by: 'admin' } }] },
    });
    const body = back(placed, 1, { restock: true });
    expect(await world.call(receiveReturn, placed, { ...one, body })).toMatchObject({
      status: 200,
      body: {
        status: 'delivered',
        refundOwed: { amount: 5000 },
        returns: [{ status: 'received', refund: { amount: 5000 }, received: { items: [{ restocked: 1 }] } }],
      },
    });
    expect(await world.shop.available(placed.product)).toBe(9);
    await world.work(placed);

    // After the receipt was confirmed, what is left can still come back; damaged, it does not go to the shelf.
    expect(await world.call(confirmReceipt, placed)).toMatchObject({ body: { status: 'completed' } });
    expect(await ask(placed, 2)).toMatchObject({
      status: 409,
      body: { code: 'RETURN_UNITS_EXCEEDED', lines: [{ productId: placed.product.productId, left: 1 }] },
    });
    expect(await ask(placed, 1)).toMatchObject({ status: 201, body: { status: 'completed' } });
    const two = returnOf(placed, 2);
    await world.call(approveReturn, placed, two);
    const damaged = back(placed, 1, { restock: false });
    expect(await world.call(receiveReturn, placed, { ...two, body: damaged })).toMatchObject({
      body: { status: 'returned', history: [{}, {}, {}, {}, {}, { status: 'returned', by: 'admin' }] },
    });
    const events = await world.shop.events(placed.orderId);
    expect(await world.call(receiveReturn, placed, { ...two, body: damaged })).toMatchObject({ status: 200 });
    expect(events).toMatchObject([
      { type: 'orders.return-received.v1', data: { status: 'returned', returnItems: [{ restocked: 0 }] } },
      { type: 'orders.refund-owed.v1' },
    ]);
    expect(await world.shop.available(placed.product)).toBe(9);
    await world.work(placed);
    expect(await world.refundsOf(placed)).toEqual([5000, 5000]);
  });

  it('rejects and withdraws returns, and gives their units back', async () => {
    const placed = await world.paid();
    await world.deliver(placed);
    await ask(placed, 2);
    const one = returnOf(placed, 1);
    expect(await world.call(rejectReturn, placed, { ...one, body: { reason: 'worn' } })).toMatchObject({
      status: 200,
      body: { returns: [{ status: 'rejected', decision: { reason: 'worn' } }] },
    });
    expect(await world.call(approveReturn, placed, one)).toMatchObject({
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
    expect(await world.call(withdrawReturn, { ...placed, user: aUser() }, two)).toMatchObject({
      status: 404,
    });
    expect(await world.call(withdrawReturn, placed, two)).toMatchObject({
      status: 200,
      body: { returns: [{ status: 'rejected' }, { status: 'withdrawn' }] },
    });
    expect(await ask(placed, 2)).toMatchObject({ status: 201 });
    expect(await world.call(approveReturn, placed, returnOf(placed, 4))).toMatchObject({
      status: 404,
      body: { code: 'RETURN_NOT_FOUND' },
    });
    expect(await world.call(approveReturn, placed, { ...returnOf(placed, 3), admin: false })).toMatchObject({
      status: 403,
    });
  });

  it('lists what waits for a decision or for goods, page by page, what is due first', async () => {
    const waiting: PlacedOrder[] = [];
    for (let i = 0; i < 3; i += 1) {
      const placed = await world.place({ paymentMethod: 'cod' });
      await world.deliver(placed);
      await ask(placed, 1);
      await ask(placed, 1);
      waiting.push(placed);
    }
    await world.call(approveReturn, waiting[1]!, returnOf(waiting[1]!, 1));
    await world.call(rejectReturn, waiting[1]!, { ...returnOf(waiting[1]!, 2), body: { reason: 'worn' } });
    const list = async (query: Record<string, string>) => {
      const caller = { userId: 'usr_admin', scopes: ['shop', 'admin'] };
      const path = '/admin/returns';
      const { body } = await world.shop.call(listReturns, { method: 'GET', path, query, caller });
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
    const ids = (placed: PlacedOrder, ...numbers: number[]) =>
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
    const { decision } = (await world.shop.order(waiting[1]!.orderId)).returns[0] as Approved;
    const last = approved.items.find(({ returnId }) => ours.has(returnId));
    expect(last).toMatchObject({
      orderId: waiting[1]!.orderId,
      dueAt: new Date(decision.at + 30 * DAY).toISOString(),
    });
  });

  it('lets one of two requests for the last units win', async () => {
    const placed = await world.paid();
    await world.deliver(placed);
    const answers = await Promise.all([ask(placed, 2), ask(placed, 2)]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409]);
    expect((await world.shop.order(placed.orderId)).returns).toHaveLength(1);
  });

  it('counts the window from when it learnt of the delivery, whatever the clock of the carrier says', async () => {
    for (const at of [new Date(Date.now() - 300 * DAY), new Date(Date.now() + 300 * DAY)]) {
      const placed = await world.paid();
      await world.deliver(placed, at);
      const { history, placedAt } = await world.shop.order(placed.orderId);
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
      await world.expire(placed, Date.now() + 6.9 * DAY);
      expect((await late(6.9)).order).toMatchObject({ status: 'delivered' });
    }
  });

  it('takes back only what was ordered and delivered', async () => {
    const placed = await world.paid();
    expect(await ask(placed, 1)).toMatchObject({ status: 409, body: { code: 'ORDER_NOT_RETURNABLE' } });
    await world.deliver(placed);
    expect(await ask(placed, 3)).toMatchObject({ status: 409, body: { code: 'RETURN_UNITS_EXCEEDED' } });
    const body = { items: [{ productId: 'prd_other', quantity: 1 }], reason: 'x' };
    expect(await world.call(requestReturn, placed, { body })).toMatchObject({
      status: 422,
      body: { code: 'RETURNED_ITEMS_INVALID', products: ['prd_other'] },
    });
  });

  it('owes cash for what came back of an order that was paid at the door', async () => {
    const placed = await world.place({ paymentMethod: 'cod' });
    await world.deliver(placed);
    await ask(placed, 1);
    const one = returnOf(placed, 1);
    await world.call(approveReturn, placed, one);
    const answer = await world.call(receiveReturn, placed, {
      ...one,
      body: back(placed, 1, { restock: true }),
    });
    expect(answer).toMatchObject({ body: { refunds: [{ status: 'owed', method: 'cash' }] } });
  });
});
