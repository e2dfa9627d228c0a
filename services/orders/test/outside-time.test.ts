import { OrderPaidV2 } from '@cartless/domain';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { noteDispute } from '../src/disputes/note-dispute.ts';
import { followShipment } from '../src/ordering/follow-shipment.ts';
import type { Order } from '../src/ordering/order.ts';
import { readListings } from '../src/catalogue/listing-store.ts';
import { paymentEventKey } from '../src/orders-table.ts';
import { noteRefund } from '../src/payments/note-refund.ts';
import { findPaymentEvent, keepPaymentEvent } from '../src/payments/payment-events-store.ts';
import { recordPayment } from '../src/payments/record-payment.ts';
import { readBuckets } from '../src/stock/bucket-store.ts';
import { FakePayments } from './fake-payments.ts';
import { memoryShop } from './memory-shop.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Clocks of others, by what they say of a moment that is now. */
const CLOCKS: readonly (readonly [string, (now: number) => number])[] = [
  ['400 days ahead', (now) => now + 400 * DAY],
  ['an hour ahead', (now) => now + HOUR],
  ['in the year 9999', () => Date.parse('9999-12-31T00:00:00Z')],
  ['400 days behind', (now) => now - 400 * DAY],
  ['in the year 1', () => Date.parse('0001-01-01T00:00:00Z')],
  ['that cannot be read', () => Number.NaN],
];

describe.each(CLOCKS)('an order, told of by a clock %s,', (_what, clock) => {
  let shop: ReturnType<typeof memoryShop>;
  let order: Order;
  const read = () => shop.ports.read(order.orderId);
  const open = async (paymentMethod: 'card' | 'cod'): Promise<void> => {
    shop = memoryShop();
    order = await shop.place([await shop.product()], { paymentMethod });
    shop.clock.at += HOUR;
  };
  beforeEach(() => open('card'));

  /** It lies between when the order was placed and now. */
  const isWithinReason = (at: number | string | undefined): void => {
    const time = typeof at === 'string' ? Date.parse(at) : (at ?? Number.NaN);
    expect(time).toBeGreaterThanOrEqual(order.placedAt);
    expect(time).toBeLessThanOrEqual(shop.clock.at);
  };
  const payment = () => ({
    orderId: order.orderId,
    intent: 'pi_1',
    amount: order.total,
    currency: 'CNY',
    at: clock(shop.clock.at),
  });
  const dataOf = (type: string) => shop.events.find((event) => event.type === type)?.data;

  it('is paid between its placing and now, and its revenue told as of then', async () => {
    await recordPayment(shop.ports)(payment());
    isWithinReason((await read()).captures[0]?.at);
    isWithinReason((dataOf(OrderPaidV2.type) as OrderPaidV2['data']).paidAt);
  });

  it('has money back between its payment and now', async () => {
    await recordPayment(shop.ports)({ ...payment(), at: shop.clock.at });
    const paidAt = shop.clock.at;
    shop.clock.at += HOUR;
    await noteRefund(shop.ports)({
      orderId: order.orderId,
      intent: 'pi_1',
      refundedInAll: 100,
      at: clock(shop.clock.at),
    });
    const { doneAt } = (await read()).refunds[0] ?? {};
    isWithinReason(doneAt);
    expect(doneAt).toBeGreaterThanOrEqual(paidAt);
    isWithinReason((dataOf('orders.order-refunded.v1') as { refundedAt: string }).refundedAt);
  });

  it('is disputed between its placing and now', async () => {
    const payments = new FakePayments(() => shop.clock.at);
    payments.paid.push({ ...payment(), at: shop.clock.at });
    await recordPayment(shop.ports)({ ...payment(), at: shop.clock.at });
    const { id } = payments.setDispute(order.orderId, 'needs-response', { openedAt: clock(shop.clock.at) });
    await noteDispute({ ...shop.ports, payments })(id);
    isWithinReason((dataOf('orders.payment-disputed.v1') as { openedAt: string }).openedAt);
  });

  it('is delivered, and with that paid, between its placing and now by events of any producer', async () => {
    await open('cod');
    await shop.ports.change(order.orderId, (one) => ({
      state: { ...one, orderNumber: '20261121-4F7K2M9-C' },
    }));
    shop.events.length = 0;
    const follow = followShipment({
      ...shop.ports,
      change: shop.ports.orders.change,
      readListings: readListings(shop.memory),
      readBuckets: readBuckets(shop.memory),
      decideWithinMs: DAY,
      turnedUp: () => undefined,
      tooFew: () => undefined,
    });
    const said = clock(shop.clock.at);
    const at = Number.isNaN(said) ? 'NaN' : new Date(said).toISOString();
    const { orderId, userId } = order;
    const parcel = { shipmentId: 'shp_1', orderId, userId, orderNumber: '20261121-4F7K2M9-C', at } as const;
    const data = { ...parcel, status: 'delivered' as const, carrier: null, trackingNumber: null };
    await follow.moved('delivered')({
      id: '1',
      type: 'logistics.shipment-delivered.v1',
      subject: 'shp_1',
      sequence: 5,
      time: at,
      data,
    });
    const delivered = await read();
    expect(delivered.status).toBe('delivered');
    for (const step of delivered.history) isWithinReason(step.at);
    isWithinReason((dataOf(OrderPaidV2.type) as OrderPaidV2['data']).paidAt);
  });

  it('is paid no later than the provider’s word came in, however late that is looked at', async () => {
    const receivedAt = shop.clock.at;
    const told = payment();
    const event = { id: 'evt_1', type: 'checkout.session.completed', payment: told };
    await keepPaymentEvent(shop.memory, shop.ports.now)(event);
    shop.clock.at += 3 * DAY;
    const { payment: kept } = await findPaymentEvent(shop.memory)('evt_1');
    const failure = { orderId: order.orderId, attempt: 'pi_2', reason: 'declined' as const, at: told.at };
    await keepPaymentEvent(shop.memory, () => new Date(receivedAt))({ id: 'evt_3', type: 'x', failure });
    const stored = await findPaymentEvent(shop.memory)('evt_3');
    expect(stored.failure?.at).toBeLessThanOrEqual(receivedAt);
    expect(kept?.at).toBeLessThanOrEqual(receivedAt);
    // What was said stays beside it.
    expect(await shop.memory.get(paymentEventKey('evt_1'))).toMatchObject({ receivedAt, payment: told });
    await recordPayment(shop.ports)(kept!);
    expect((await read()).captures[0]?.at).toBeLessThanOrEqual(receivedAt);
    isWithinReason((await read()).captures[0]?.at);
  });

  it('is paid no later than that by what an earlier release has stored', async () => {
    const receivedAt = shop.clock.at;
    const expiresAt = receivedAt / 1000 + 90 * 86_400;
    await shop.memory.write([
      { put: { ...paymentEventKey('evt_2'), type: 'x', payment: payment(), expiresAt } },
    ]);
    shop.clock.at += 3 * DAY;
    const { payment: kept } = await findPaymentEvent(shop.memory)('evt_2');
    expect(kept?.at).toBeLessThanOrEqual(receivedAt);
  });
});
