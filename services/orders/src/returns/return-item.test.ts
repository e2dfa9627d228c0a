import { describe, expect, it } from '@jest/globals';
import { eventsOf } from '@cartless/testing';
import { anOrder, PRODUCT } from '../../test/an-order.ts';
import { memoryShop } from '../../test/memory-shop.ts';
import { settleDue } from '../ordering/settle-due.ts';
import { orderKey } from '../orders-table.ts';
import { PUBLICATIONS } from '../relay/publications.ts';
import { approveReturn, rejectReturn } from './decide-return.ts';
import { requestReturn } from './request-return.ts';
import { showReturns } from './return-body.ts';
import { receiveReturn } from './receive-return.ts';
import { ARRIVE_WITHIN_MS, RETURN_WINDOW_MS } from './return-window.ts';
import type { Return } from './return.ts';

const ID = 'ret_1-1';
const items = [{ productId: PRODUCT, quantity: 2, restock: true }];

describe('returns in the item of their order', () => {
  it('are read as they were written, whatever is known of them', async () => {
    const asked = {
      items: [{ line: 0, quantity: 1 }],
      reason: 'x',
      reasonCode: 'does-not-fit' as const,
      comment: 'y',
      at: 30,
      request: { key: 'k', hash: 'h' },
    };
    const decision = { at: 31, by: 'admin' as const, reason: 'worn' };
    const withdrawn = { at: 32, by: 'shopper' as const };
    const received = { at: 33, items: [{ line: 0, quantity: 1, restocked: 0 }], refund: 5 };
    const returns: readonly Return[] = [
      { ...asked, status: 'rejected', decision },
      { ...asked, status: 'withdrawn', withdrawn },
      { ...asked, status: 'received', decision, withdrawn, received },
      { items: asked.items, reason: 'x', at: 30, status: 'requested' },
    ];
    const shop = memoryShop();
    await shop.ports.orders.create(() => ({ state: anOrder('completed', { returns, history: HISTORY }) }));
    expect((await shop.ports.read('ord_1')).returns).toEqual(returns);
  });

  it('are told with the reason that was chosen, when they are asked for and when they arrive', async () => {
    const shop = memoryShop();
    await shop.ports.orders.create(() => ({
      state: anOrder('completed', { returns: [], history: HISTORY }),
    }));
    const told = (name: string) => shop.events.findLast(({ type }) => type.includes(name))?.data;
    const wanted = { items: [{ productId: PRODUCT, quantity: 1 }], reason: 'It is too bright.' };
    const ask = (more: object) =>
      requestReturn({ ...shop.ports, now: () => new Date(21) })({
        orderId: 'ord_1',
        userId: 'usr_1',
        ...wanted,
        ...more,
      });
    const { order } = await ask({ reasonCode: 'not-as-described' });
    expect(showReturns(order)).toMatchObject([{ reason: wanted.reason, reasonCode: 'not-as-described' }]);
    expect(told('return-requested')).toMatchObject({ reason: '-', reasonCode: 'not-as-described' });
    await approveReturn(shop.ports)({ orderId: 'ord_1', returnId: ID });
    await receiveReturn(shop.ports)({
      orderId: 'ord_1',
      returnId: ID,
      items: [{ productId: PRODUCT, quantity: 1, restock: true }],
    });
    expect(told('return-received')).toMatchObject({ reasonCode: 'not-as-described' });
    await ask({});
    expect(told('return-requested')).not.toHaveProperty('reasonCode');
  });

  /** An order as the release before stored it, with the event of its last write still to be published. */
  const stored = async (st: 'return-requested' | 'returned', more: object = {}) => {
    const shop = memoryShop();
    const history = st === 'returned' ? [...HISTORY, RETURNED] : HISTORY;
    await shop.ports.orders.create(() => ({ state: anOrder('delivered', { version: 3, history, ...more }) }));
    const item = await shop.memory.get(orderKey('ord_1'));
    const rr = { items: [{ productId: PRODUCT, quantity: 1 }], reason: 'too bright', at: 30 };
    const outbox = [{ s: 'ord_1', n: 4, type: 'orders.return-requested.v1', at: '2026-11-26T10:00:00.000Z' }];
    const told = st === 'return-requested' && { outbox, _o: '1' };
    await shop.memory.write([{ put: { ...item, ...orderKey('ord_1'), st, rr, ...told } }]);
    return shop;
  };
  const HISTORY = [{ status: 'delivered', at: 20, by: 'carrier' }] as const;
  const RETURNED = { status: 'returned', at: 60, by: 'admin' } as const;

  it('of the release before is its one return: it is told, decided, and its order completes', async () => {
    const shop = await stored('return-requested');
    expect(eventsOf(await shop.memory.get(orderKey('ord_1')), PUBLICATIONS)).toMatchObject([
      {
        type: 'orders.return-requested.v1',
        data: {
          status: 'return-requested',
          // What somebody wrote is told to nobody.
          reason: '-',
          returnId: ID,
          returnItems: [{ quantity: 1 }],
        },
      },
    ]);
    const rejected = await rejectReturn(shop.ports)({ orderId: 'ord_1', returnId: ID, reason: 'worn' });
    expect(rejected.returns).toMatchObject([{ status: 'rejected', reason: 'too bright' }]);
    shop.clock.at = 20 + RETURN_WINDOW_MS;
    await settleDue(shop.ports)('ord_1');
    expect(await shop.ports.read('ord_1')).toMatchObject({
      status: 'completed',
      returns: [{ status: 'rejected' }],
    });
    expect(JSON.stringify(await shop.memory.get(orderKey('ord_1')))).not.toContain('"rr"');
  });

  it('of the release before can be approved, and lapses when nothing arrives', async () => {
    const shop = await stored('return-requested');
    await approveReturn(shop.ports)({ orderId: 'ord_1', returnId: ID });
    shop.clock.at += ARRIVE_WITHIN_MS;
    await settleDue(shop.ports)('ord_1');
    await settleDue(shop.ports)('ord_1');
    expect(await shop.ports.read('ord_1')).toMatchObject({
      status: 'completed',
      returns: [{ status: 'withdrawn', withdrawn: { by: 'system' } }],
    });
  });

  it('of the release before, accepted, stays received with what was given back then', async () => {
    const refunds = [{ key: 'r', intent: 'pi_1', amount: 700, reason: 'returned', owedAt: 60 }];
    const shop = await stored('returned', { refunds });
    const order = await shop.ports.read('ord_1');
    const received = { at: 60, refund: 700, items: [{ line: 0, quantity: 1, restocked: 1 }] };
    expect(order).toMatchObject({ status: 'returned', returns: [{ status: 'received', received }] });
    await expect(receiveReturn(shop.ports)({ orderId: 'ord_1', returnId: ID, items })).rejects.toMatchObject({
      code: 'RETURN_CANNOT_MOVE',
    });
  });
});
