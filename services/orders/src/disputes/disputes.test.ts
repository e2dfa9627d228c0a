import { beforeEach, describe, expect, it } from '@jest/globals';
import { FakePayments } from '../../test/fake-payments.ts';
import { memoryShop, SHOPPER } from '../../test/memory-shop.ts';
import { cancelOrder } from '../ordering/cancel-order.ts';
import { hear } from '../parcels/parcel-news.ts';
import { ship } from '../ordering/delivery.ts';
import type { Order } from '../ordering/order.ts';
import { note as noteReturned } from '../payments/noted-refund.ts';
import { fail as failRefund, send, statusOf } from '../payments/refund-moves.ts';
import { owed, refundable, refundedForGood, refundedOfSale } from '../payments/money-kept.ts';
import { payRefund } from '../payments/pay-refund.ts';
import { showRefund } from '../payments/refund-body.ts';
import { recordPayment } from '../payments/record-payment.ts';
import { refundOrder } from '../payments/refund-order.ts';
import { settleRefunds } from '../payments/settle-refunds.ts';
import { everyOpenDispute, listDisputes } from './list-disputes.ts';
import { noteDispute } from './note-dispute.ts';
import { reconcileDisputes } from './reconcile-disputes.ts';

const DAY = 86_400_000;

describe('a disputed payment', () => {
  let shop: ReturnType<typeof memoryShop>;
  let payments: FakePayments;
  let order: Order;
  let intent: string;
  beforeEach(async () => {
    shop = memoryShop();
    payments = new FakePayments(() => shop.clock.at);
    order = await shop.place([await shop.product()]);
    intent = `pi_${order.orderId}`;
    const { orderId, total: amount } = order;
    const payment = { orderId, intent, amount, currency: 'CNY', at: shop.clock.at };
    payments.paid.push(payment);
    await recordPayment(shop.ports)(payment);
    shop.events.length = 0;
  });
  const note = (id = `du_${order.orderId}`) => noteDispute({ ...shop.ports, payments })(id);
  /** The bank goes on, and the provider's webhook tells of it. */
  const told = (
    ...given: Parameters<FakePayments['setDispute']> extends [string, ...infer More] ? More : never
  ) => {
    const { id } = payments.setDispute(order.orderId, ...given);
    return note(id);
  };
  const settle = () => settleRefunds({ ...shop.ports, payments, noteDispute: note })(order.orderId);
  const read = () => shop.ports.read(order.orderId);
  const leave = () =>
    shop.ports.change(order.orderId, (one) => ship(one, { at: shop.clock.at, by: 'carrier' }));
  const refund = (amount?: number) =>
    refundOrder(shop.ports)({ orderId: order.orderId, amount, reason: 'sorry' });
  const dataOf = (type: string) => shop.events.find((event) => event.type === `orders.${type}.v1`)?.data;

  it('is noted and told with what is disputed and why, once however often it is heard of', async () => {
    expect(await told('needs-response')).toMatchObject({ isNew: true, wantsEvidence: true });
    expect(await note()).toMatchObject({ isNew: false, wantsEvidence: true });
    expect(shop.told()).toEqual(['payment-disputed']);
    expect(dataOf('payment-disputed')).toMatchObject({
      disputeId: `du_${order.orderId}`,
      disputed: { amount: order.total, currency: 'CNY' },
      reason: 'fraudulent',
      inquiry: false,
    });
    expect((await read()).disputes).toMatchObject([
      { status: 'needs-response', dueBy: shop.clock.at + 7 * DAY, taken: order.total, lost: 0 },
    ]);
  });

  it('that is won leaves the money where it is and the order as it was', async () => {
    await told('needs-response');
    await told('under-review');
    await told('won');
    expect(shop.told()).toEqual(['payment-disputed', 'dispute-closed']);
    expect(dataOf('dispute-closed')).toMatchObject({ outcome: 'won', lost: { amount: 0, currency: 'CNY' } });
    const now = await read();
    expect([now.status, refundable(now), refundedForGood(now)]).toEqual(['paid', order.total, 0]);
  });

  it('that is lost before the order left cancels it, and what it took is owed to nobody', async () => {
    await told('needs-response');
    await told('lost');
    expect(shop.told()).toEqual(['payment-disputed', 'dispute-closed', 'order-refunded', 'order-cancelled']);
    expect(dataOf('order-refunded')).toMatchObject({
      refund: { amount: order.total, currency: 'CNY' },
      refundedInAll: { amount: order.total, currency: 'CNY' },
      disputeId: `du_${order.orderId}`,
    });
    const now = await read();
    expect([now.status, owed(now), refundable(now)]).toEqual(['cancelled', 0, 0]);
    expect([refundedForGood(now), refundedOfSale(now)]).toEqual([order.total, order.total]);
    await settle();
    expect(payments.givenBack(intent)).toBe(0);
  });

  it('that is lost in part before the order left cancels it too, and the rest is owed back', async () => {
    await told('lost', { amount: order.total - 300 });
    const now = await read();
    expect([now.status, owed(now)]).toEqual(['cancelled', 300]);
    expect(shop.told()).toEqual([
      'payment-disputed',
      'dispute-closed',
      'order-refunded',
      'order-cancelled',
      'refund-owed',
    ]);
  });

  it('that is lost when the order is on its way takes the money and leaves the order', async () => {
    await leave();
    await told('needs-response');
    await told('lost');
    const now = await read();
    expect([now.status, refundable(now), refundedForGood(now)]).toEqual(['shipped', 0, order.total]);
    await expect(refund(1)).rejects.toMatchObject({ code: 'REFUND_TOO_LARGE', details: { refundable: 0 } });
  });

  it('that is lost when the parcel was lost too leaves the order to what is decided of that', async () => {
    await leave();
    const news = { shipmentId: 'shp_a_1' as never, sequence: 3, status: 'lost' } as const;
    const at = shop.clock.at;
    await shop.ports.change(order.orderId, (one) =>
      hear(one, news, { at, by: 'carrier' }, { decideBy: at + 1, heardAt: at }),
    );
    await told('lost');
    expect((await read()).status).toBe('undelivered');
    expect(shop.told()).not.toContain('order-cancelled');
  });

  it('about which the bank only asks moves no money and lets refunds through', async () => {
    await told('inquiry');
    expect(dataOf('payment-disputed')).toMatchObject({ inquiry: true });
    await refund(300);
    await settle();
    expect(payments.givenBack(intent)).toBe(300);
    await told('inquiry-closed');
    expect(refundedForGood(await read())).toBe(300);
    expect(dataOf('dispute-closed')).toMatchObject({ outcome: 'inquiry-closed', lost: { amount: 0 } });
  });

  it('is noted also when its end is heard of first, and then nothing of its beginning changes it', async () => {
    payments.setDispute(order.orderId, 'needs-response');
    await told('lost');
    const after = await read();
    await note();
    expect(await read()).toEqual(after);
    expect(shop.told().slice(0, 2)).toEqual(['payment-disputed', 'dispute-closed']);
  });

  it('is never taken back to what the provider said earlier, however the answers meet', async () => {
    payments.setDispute(order.orderId, 'needs-response');
    const early = payments.disputed.get(`du_${order.orderId}`)!;
    let asked = 0;
    const slow = {
      ...shop.ports,
      payments: {
        disputes: (of: { intent: string } | { since: number }) => payments.disputes(of),
        // Between this answer and its write, another worker hears of the end.
        dispute: async (id: string) => {
          asked += 1;
          if (asked !== 2) return payments.disputed.get(id);
          await told('won');
          return early;
        },
      },
    };
    await noteDispute(slow)(early.id);
    expect((await read()).disputes).toMatchObject([{ status: 'won' }]);
    expect(shop.told()).toEqual(['payment-disputed', 'dispute-closed']);
  });

  it('waits for its payment and for its order, and none of another shop disturbs', async () => {
    payments.paid.push({ orderId: order.orderId, intent: 'pi_later', amount: 1, currency: 'CNY', at: 1 });
    payments.setDispute(order.orderId, 'needs-response', { intent: 'pi_later' });
    await expect(note()).rejects.toMatchObject({ code: 'PAYMENT_NOT_RECORDED_YET' });
    payments.setDispute(order.orderId, 'needs-response', { orderId: 'ord_nobody', id: 'du_2' });
    await expect(note('du_2')).rejects.toMatchObject({ code: 'ORDER_NOT_FOUND' });
    expect(await note('du_elsewhere')).toBeUndefined();
  });

  it('refuses more disputes than an order has room for', async () => {
    for (let i = 0; i < 20; i += 1) await told('inquiry', { id: `du_${i}` });
    await expect(told('inquiry', { id: 'du_20' })).rejects.toMatchObject({ code: 'TOO_MANY_DISPUTES' });
    await told('inquiry-closed', { id: 'du_19' });
    expect((await read()).disputes).toHaveLength(20);
  });

  describe('and a refund of it', () => {
    it('waits while the dispute is open, and nobody pays it by hand', async () => {
      await leave();
      await told('needs-response');
      const { refunds } = await refund(400);
      expect(await settle()).toBe(0);
      expect(statusOf((await read()).refunds[0]!)).toBe('owed');
      await shop.ports.change(order.orderId, (one) => failRefund(one, refunds[0]!.key, 1, 'lost card'));
      const byHand = payRefund(shop.ports)({
        orderId: order.orderId,
        refundId: refunds[0]!.key,
        reference: 'wire 1',
      });
      await expect(byHand).rejects.toMatchObject({ code: 'REFUND_WAITS_FOR_DISPUTE' });
    });

    it('goes on when the dispute is won', async () => {
      await told('needs-response');
      await cancelOrder(shop.ports)({ orderId: order.orderId, userId: SHOPPER, isStaff: false });
      await settle();
      expect(payments.givenBack(intent)).toBe(0);
      shop.events.length = 0;
      await told('won');
      expect(shop.told()).toEqual(['dispute-closed', 'refund-owed']);
      await settle();
      expect([payments.givenBack(intent), owed(await read())]).toEqual([order.total, 0]);
    });

    it('is done by the dispute when that is lost, so that nothing is paid twice', async () => {
      await told('needs-response');
      await cancelOrder(shop.ports)({ orderId: order.orderId, userId: SHOPPER, isStaff: false });
      await told('lost');
      const now = await read();
      expect(now.refunds).toMatchObject([
        { amount: 0, asked: order.total, covered: { amount: order.total }, doneAt: shop.clock.at },
      ]);
      expect(showRefund(now, now.refunds[0]!)).toMatchObject({
        amount: { amount: 0 },
        status: 'done',
        givenByBank: { amount: order.total, currency: 'CNY' },
      });
      expect([owed(now), refundedForGood(now), refundable(now)]).toEqual([0, order.total, 0]);
      await settle();
      expect(payments.givenBack(intent)).toBe(0);
    });

    it('keeps the part that the dispute does not give, which is paid by hand when the provider gives none', async () => {
      await leave();
      await refund();
      await told('needs-response', { amount: order.total - 100 });
      await told('lost');
      expect((await read()).refunds).toMatchObject([{ amount: 100, asked: order.total }]);
      expect(await settle()).toBe(1);
      const [refunded] = (await read()).refunds;
      expect(statusOf(refunded!)).toBe('failed');
      const paid = await payRefund(shop.ports)({
        orderId: order.orderId,
        refundId: refunded!.key,
        reference: 'wire 1',
      });
      expect([owed(paid), refundedForGood(paid)]).toEqual([0, order.total]);
    });

    it('that the provider refuses finds the dispute of which no webhook told, and waits for it', async () => {
      await leave();
      payments.setDispute(order.orderId, 'needs-response');
      await refund(400);
      expect(await settle()).toBe(0);
      const now = await read();
      expect([now.disputes?.length, statusOf(now.refunds[0]!)]).toEqual([1, 'owed']);
    });

    it('is asked for under one key until it is written down that a dispute had it refused', async () => {
      await leave();
      await told('inquiry', { id: 'du_question' });
      await told('inquiry-closed', { id: 'du_question' });
      await refund(300);
      await settle();
      payments.setDispute(order.orderId, 'needs-response');
      await refund(400);
      await settle();
      await told('won');
      await settle();
      const tries = payments.asked.map(({ amount, refusals }) => [amount, refusals]);
      expect(tries).toEqual([
        [300, 0],
        [400, 0],
        [400, 1],
      ]);
      expect(payments.givenBack(intent)).toBe(700);
    });

    it('that arrived before stays, and no other payment pays for what was lost twice', async () => {
      await leave();
      await refund(400);
      await settle();
      await told('lost');
      const now = await read();
      expect([refundedForGood(now), refundable(now)]).toEqual([order.total + 400, 0]);
    });

    it('that the bank still had when the dispute was lost, and then sends back, is not owed again', async () => {
      await leave();
      const { refunds } = await refund(400);
      const { key } = refunds[0]!;
      await shop.ports.change(order.orderId, (one) => send(one, key, 1, { amount: 400, inAll: 400 }));
      await told('lost');
      shop.events.length = 0;
      await shop.ports.change(order.orderId, (one) => failRefund(one, key, 2, 'disputed'));
      expect(shop.told()).toEqual([]);
      expect([owed(await read()), refundedForGood(await read())]).toEqual([0, order.total]);
    });

    it('that seemed done, and comes back after the dispute was lost, leaves the books once', async () => {
      await leave();
      await refund(400);
      await settle();
      await told('lost');
      shop.events.length = 0;
      const { key } = (await read()).refunds[0]!;
      await shop.ports.change(order.orderId, (one) => failRefund(one, key, 2, 'lost card'));
      expect(dataOf('refund-failed')).toMatchObject({ undone: true, disputeId: `du_${order.orderId}` });
      expect([owed(await read()), refundedOfSale(await read())]).toEqual([0, order.total]);
    });

    it('that went through right before the dispute is noted, although nothing was left for it', async () => {
      await leave();
      await refund(400);
      await told('lost');
      await shop.ports.change(order.orderId, (one) =>
        noteReturned(one, { intent, refundedInAll: 400, at: 3 }, 3),
      );
      expect(refundedForGood(await read())).toBe(order.total + 400);
    });

    it('is owed again when the shop wins on appeal, and a cancelled order keeps nothing', async () => {
      await told('lost');
      shop.events.length = 0;
      await told('under-review');
      expect(shop.told()).toEqual(['payment-disputed']);
      expect(dataOf('payment-disputed')).toMatchObject({ reopened: true });
      await told('won');
      expect(dataOf('refund-failed')).toMatchObject({ undone: true, disputeId: `du_${order.orderId}` });
      await settle();
      expect([payments.givenBack(intent), refundedForGood(await read())]).toEqual([order.total, order.total]);
    });

    it('that a lost dispute had given is owed again when that is won on appeal', async () => {
      await leave();
      await refund(400);
      await told('lost');
      expect(owed(await read())).toBe(0);
      await told('won');
      expect((await read()).refunds).toMatchObject([{ amount: 400 }]);
      await settle();
      expect([payments.givenBack(intent), refundedForGood(await read())]).toEqual([400, 400]);
    });
  });

  it('that fitted no order is in no books, whatever becomes of it', async () => {
    const second = { orderId: order.orderId, intent: 'pi_2', amount: 500, currency: 'CNY', at: 1 };
    await recordPayment(shop.ports)(second);
    shop.events.length = 0;
    await told('lost', { intent: 'pi_2', amount: 500 });
    const now = await read();
    expect([now.status, owed(now), refundedOfSale(now)]).toEqual(['paid', 0, 0]);
    expect(shop.told()).toEqual(['payment-disputed', 'dispute-closed']);
  });

  it('in another currency counts for no sum of the order', async () => {
    const second = { orderId: order.orderId, intent: 'pi_2', amount: 500, currency: 'EUR', at: 1 };
    await recordPayment(shop.ports)(second);
    await told('lost', { intent: 'pi_2', amount: 500, currency: 'EUR' });
    const now = await read();
    expect([refundedForGood(now), now.refunds[0]?.amount]).toEqual([0, 0]);
    expect(dataOf('dispute-closed')).toMatchObject({ lost: { amount: 500, currency: 'EUR' } });
  });

  it('stands in the list by its deadline until it is over, and then among what ended so', async () => {
    const other = await shop.place([await shop.product()], { idempotencyKey: 'other' });
    const payment = { orderId: other.orderId, intent: 'pi_o', amount: other.total, currency: 'CNY', at: 1 };
    payments.paid.push(payment);
    await recordPayment(shop.ports)(payment);
    await told('needs-response');
    shop.clock.at -= DAY;
    payments.setDispute(other.orderId, 'inquiry');
    await note(`du_${other.orderId}`);
    const ids = async (status?: 'inquiry' | 'needs-response' | 'lost') =>
      (await listDisputes(shop.ports.orders, { status, limit: 10 })).items.map(
        ({ order: { orderId } }) => orderId,
      );
    expect(await ids()).toEqual([other.orderId, order.orderId]);
    expect(await ids('needs-response')).toEqual([order.orderId]);
    await told('lost');
    expect(await ids()).toEqual([other.orderId]);
    expect(await ids('lost')).toEqual([order.orderId]);
  });

  describe('of which no webhook came', () => {
    const failures: unknown[] = [];
    const reconcile = () =>
      reconcileDisputes({
        ...shop.ports,
        payments,
        open: () => everyOpenDispute(shop.ports.orders),
        note,
        noted: () => undefined,
        failed: (id, error) => void failures.push([id, error]),
      })();

    it('is found at the provider, and what is known is left alone', async () => {
      payments.setDispute(order.orderId, 'needs-response');
      expect(await reconcile()).toMatchObject({ repaired: 1, failed: 0 });
      expect(shop.told()).toEqual(['payment-disputed']);
      expect(await reconcile()).toMatchObject({ repaired: 0, failed: 0 });
    });

    it('is found to be over within a day, however old it is', async () => {
      await told('needs-response');
      shop.clock.at += 90 * DAY;
      payments.setDispute(order.orderId, 'won');
      for (let hour = 0; hour < 24; hour += 1) {
        await reconcile();
        shop.clock.at += DAY / 24;
      }
      expect((await read()).disputes).toMatchObject([{ status: 'won' }]);
    });

    it('keeps no other waiting when it cannot be noted', async () => {
      payments.setDispute(order.orderId, 'needs-response', { id: 'du_1', orderId: 'ord_nobody' });
      payments.setDispute(order.orderId, 'needs-response', { id: 'du_2' });
      expect(await reconcile()).toMatchObject({ repaired: 1, failed: 1 });
      expect(failures).toMatchObject([['du_1', { code: 'ORDER_NOT_FOUND' }]]);
    });
  });
});
