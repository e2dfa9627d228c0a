import { beforeEach, describe, expect, it } from '@jest/globals';
import { anOrder } from '../../test/an-order.ts';
import { FakePayments } from '../../test/fake-payments.ts';
import { memoryShop, SHOPPER } from '../../test/memory-shop.ts';
import { cancelOrder } from '../ordering/cancel-order.ts';
import type { Order } from '../ordering/order.ts';
import { coverRefunds } from '../disputes/covered-refunds.ts';
import type { Dispute } from '../disputes/dispute.ts';
import { noteDispute } from '../disputes/note-dispute.ts';
import { listRefunds } from './list-refunds.ts';
import { owed, refundable } from './money-kept.ts';
import { oldestRefund } from './oldest-refund-store.ts';
import { payRefund } from './pay-refund.ts';
import { recordPayment } from './record-payment.ts';
import { fail, payByHand, REFUND_STATUSES, send, settle, statusOf } from './refund-moves.ts';
import { note } from './noted-refund.ts';
import { refundOrder } from './refund-order.ts';
import { noteRefundNews, settleRefunds } from './settle-refunds.ts';

const KEY = 'refund-ord_1-1';
const OWED = { key: KEY, intent: 'pi_1', amount: 4000, reason: 'sorry', owedAt: 10 };
const owing = (more: object = {}): Order => anOrder('shipped', { refunds: [{ ...OWED, ...more }] });
const SENT = { sentAt: 11 };
const DONE = { doneAt: 12 };
const FAILED = { failed: { at: 13, why: 'closed' } };
const given = { amount: 4000, inAll: 4000 };
const LOST: Dispute = {
  id: 'dp_1',
  intent: 'pi_1',
  amount: 9000,
  reason: 'fraudulent',
  status: 'lost',
  openedAt: 20,
  taken: 9000,
  lost: 9000,
  at: 25,
};
/** The order after a dispute was lost. */
const disputed = (order: Order): Order => {
  const after = { ...order, disputes: [LOST] };
  return { ...after, refunds: coverRefunds(after, LOST, 26) };
};
const standing = (order: Order | undefined) => order && statusOf(order.refunds[0]!);

describe('a refund', () => {
  it.each([
    ['owed', {}, 'sent', 'done', 'failed'],
    ['sent', SENT, 'sent', 'done', 'failed'],
    ['done', DONE, 'done', 'done', 'failed'],
    ['failed', FAILED, 'failed', 'failed', 'failed'],
  ])('that is %s goes on by what the provider says, and no other way', (_, state, sent, done, failed) => {
    const order = owing(state);
    expect(standing(send(order, KEY, 20, given)?.state ?? order)).toBe(sent);
    expect(standing(settle(order, KEY, 20, given)?.state ?? order)).toBe(done);
    expect(standing(fail(order, KEY, 20, 'lost card')?.state ?? order)).toBe(failed);
  });

  it('ends by hand, by the provider or by time from each of its states', () => {
    const ends = { owed: settle, sent: settle, done: undefined, failed: undefined };
    for (const status of REFUND_STATUSES) {
      const order = owing({ owed: {}, sent: SENT, done: DONE, failed: FAILED }[status]);
      const ended = ends[status]?.(order, KEY, 20, given)?.state ?? order;
      expect(standing(status === 'failed' ? payByHand(ended, KEY, 'wire 7', 20)?.state : ended)).toBe('done');
    }
  });

  it('is told when it arrived, when it failed, and whether the books had it', () => {
    expect(send(owing(), KEY, 20, given)?.facts).toBeUndefined();
    expect(settle(owing(SENT), KEY, 20, given)?.facts).toMatchObject([
      { type: 'order-refunded', refund: 4000 },
    ]);
    const refund = { amount: 4000, currency: 'CNY' };
    expect(fail(owing(SENT), KEY, 20, 'x')?.facts).toEqual([
      { type: 'refund-failed', at: 20, refund, undone: false },
    ]);
    expect(fail(owing(DONE), KEY, 20, 'x')?.facts).toEqual([
      { type: 'refund-failed', at: 20, refund, undone: true },
    ]);
    expect(fail(owing(FAILED), KEY, 20, 'x')).toBeUndefined();
  });

  it('that failed is owed still, and given back twice by nobody', () => {
    const order = fail(owing(DONE), KEY, 20, 'x')!.state;
    expect([owed(order), refundable(order)]).toEqual([4000, 6000]);
    const paid = payByHand(order, KEY, 'wire 7', 21)!.state;
    expect(paid.refunds).toMatchObject([{ doneAt: 21, reference: 'wire 7' }]);
    expect(paid.refunds[0]).not.toHaveProperty('failed');
    expect(payByHand(paid, KEY, 'wire 7', 22)).toBeUndefined();
    expect(fail(paid, KEY, 22, 'x')).toBeUndefined();
    // What the provider tells of the payment as a whole no longer holds it.
    expect(note(paid, { intent: 'pi_1', refundedInAll: 0, at: 23 }, 23)).toBeUndefined();
    expect(note(paid, { intent: 'pi_1', refundedInAll: 500, at: 23 }, 23)?.state.refunds).toHaveLength(2);
  });

  it('that failed is no money of others in what the provider told of the payment before', () => {
    const counted = fail(owing(SENT), KEY, 25, 'x', 22)!.state;
    const told = { intent: 'pi_1', refundedInAll: 4000 };
    expect(note(counted, { ...told, at: 21 }, 26)).toBeUndefined();
    expect(note(counted, { ...told, refundedInAll: 4500, at: 21 }, 26)?.state.refunds[1]?.amount).toBe(500);
    // By then it was none of what went back: somebody has given it in the dashboard.
    expect(note(counted, { ...told, at: 24 }, 26)?.state.refunds[1]?.amount).toBe(4000);
    // Nor was what the provider refused at once, because others had given it.
    const refused = fail(owing(), KEY, 25, 'x')!.state;
    expect(note(refused, { ...told, at: 21 }, 26)?.state.refunds[1]?.amount).toBe(4000);
  });

  it.each([
    ['is paid by hand', (order: Order) => payByHand(order, KEY, 'wire 7', 26)!.state],
    ['is covered by a dispute', disputed],
  ])('that failed and %s is no money of others in what the provider told before', (_, ends) => {
    const told = { intent: 'pi_1', refundedInAll: 4000, at: 21 };
    // The second is how an earlier release noted it.
    const failed = [
      fail(owing(SENT), KEY, 25, 'x', 22)!.state,
      owing({ failed: { at: 25, why: 'x', countedUntil: 22 } }),
    ];
    for (const order of failed) expect(note(ends(order), told, 27)).toBeUndefined();
  });

  it('is paid by hand only where nobody else pays it', () => {
    expect(() => payByHand(owing(SENT), KEY, 'x', 20)).toThrow('this refund is sent');
    expect(() => payByHand(owing(), KEY, 'x', 20)).toThrow('this refund is owed');
    expect(() => payByHand(owing(), 'refund-ord_1-9', 'x', 20)).toThrow('no such refund');
    expect(payByHand(owing({ intent: 'cash' }), KEY, 'x', 20)?.state.refunds).toMatchObject([{ doneAt: 20 }]);
  });
});

describe('giving money back', () => {
  let shop: ReturnType<typeof memoryShop>;
  let payments: FakePayments;
  let orderId: string;
  beforeEach(async () => {
    shop = memoryShop();
    payments = new FakePayments(() => shop.clock.at);
    const order = await shop.place([await shop.product()]);
    orderId = order.orderId;
    const payment = { orderId, intent: `pi_${orderId}`, amount: order.total, currency: 'CNY', at: 1 };
    payments.paid.push(payment);
    await recordPayment(shop.ports)(payment);
    shop.events.length = 0;
  });
  const settling = () =>
    settleRefunds({ ...shop.ports, payments, noteDispute: noteDispute({ ...shop.ports, payments }) })(
      orderId,
    );
  const list = (status?: 'owed' | 'sent' | 'failed') => listRefunds(shop.ports.orders, { status, limit: 10 });
  const read = () => shop.ports.read(orderId);

  it('cancels an order of which all goes back before it left, and frees its goods', async () => {
    const half = await refundOrder(shop.ports)({ orderId, amount: 100, reason: 'sorry' });
    expect(half.status).toBe('paid');
    const all = await refundOrder(shop.ports)({ orderId, reason: 'out of order' });
    expect(all).toMatchObject({ status: 'cancelled', cancelled: { why: 'admin' } });
    expect(shop.told()).toEqual(['refund-owed', 'refund-owed', 'order-cancelled']);
    await settling();
    expect(owed(await read())).toBe(0);
    expect(payments.givenBack(`pi_${orderId}`)).toBe(half.total);
  });

  it('leaves what the bank refuses in a list, until somebody pays it in another way', async () => {
    payments.refusing = true;
    await cancelOrder(shop.ports)({ orderId, userId: SHOPPER, isStaff: false });
    expect(await settling()).toBe(1);
    const [open] = (await list('failed')).items;
    expect(open).toMatchObject({ order: { orderId }, refund: { failed: { why: 'closed' } } });
    expect((await list('owed')).items).toEqual([]);
    // The message comes again, and the provider is not asked again.
    payments.refusing = false;
    expect(await settling()).toBe(0);
    await payRefund(shop.ports)({ orderId, refundId: open!.refund.key, reference: 'wire 7' });
    expect((await list()).items).toEqual([]);
    expect(payments.refunds).toEqual([]);
    expect(shop.told()).toEqual(['order-cancelled', 'refund-owed', 'refund-failed', 'order-refunded']);
  });

  it('says since when the one has waited that waits longest, until it has arrived', async () => {
    const since = () => oldestRefund(shop.memory)();
    expect(await since()).toBeUndefined();
    const first = shop.clock.at;
    await refundOrder(shop.ports)({ orderId, amount: 100, reason: 'sorry' });
    shop.clock.at += 60_000;
    await refundOrder(shop.ports)({ orderId, amount: 200, reason: 'sorry' });
    expect(await since()).toBe(first);
    await settling();
    expect(await since()).toBeUndefined();
  });

  it('believes the bank when it answers late, in whatever order it is heard', async () => {
    await refundOrder(shop.ports)({ orderId, amount: 100, reason: 'sorry' });
    const [refund] = (await read()).refunds;
    const news = { orderId, key: refund!.key, amount: 100 };
    const hear = noteRefundNews(shop.ports);
    await hear({ ...news, status: 'sent' });
    expect((await list('sent')).items).toHaveLength(1);
    expect(await hear({ ...news, status: 'failed', why: 'lost card' })).toBe(true);
    await hear({ ...news, status: 'done' });
    await hear({ ...news, status: 'sent' });
    expect((await list('failed')).items).toHaveLength(1);
    expect(await settling()).toBe(0);
  });
});
