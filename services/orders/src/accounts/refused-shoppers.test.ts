import { describe, expect, it } from '@jest/globals';
import { UserErased, UserSuspended } from '@cartless/domain';
import { accountEvent, hearing } from '../../test/account-events.ts';
import { SHANGHAI } from '../../test/addresses.ts';
import { FakePayments } from '../../test/fake-payments.ts';
import { memoryShop, SHOPPER, TERMS, wish } from '../../test/memory-shop.ts';
import { cancelOrder } from '../ordering/cancel-order.ts';
import { confirmReceipt } from '../ordering/confirm-receipt.ts';
import { deliver } from '../ordering/delivery.ts';
import { numbering, placing, quoting } from '../ordering/ordering-service.ts';
import { startPayment } from '../payments/start-payment.ts';
import { changeAddress } from '../readdressing/change-address.ts';
import { requestReturn } from '../returns/request-return.ts';
import { returnIdOf } from '../returns/return.ts';
import { withdrawReturn } from '../returns/withdraw-return.ts';

const MINUTE = 60_000;

/** A shop in which the shopper has ordered, and moves that the shopper may want to make next. */
async function shopWithOrder(more: object = {}) {
  const shop = memoryShop();
  const lamp = await shop.product();
  const { orderId } = await shop.place([lamp], more);
  const own = { orderId, userId: SHOPPER };
  const back = { items: [{ productId: lamp.productId, quantity: 1 }], reason: 'x', idempotencyKey: 'r' };
  const payments = new FakePayments(() => shop.clock.at);
  const { shipping, tax } = TERMS;
  return {
    shop,
    lamp,
    orderId,
    payments,
    arrive: async () => {
      await numbering(shop.ground)(orderId);
      const step = { at: shop.clock.at, by: 'carrier' } as const;
      await shop.ports.change(orderId, (order) => deliver(order, step, step.at));
    },
    moves: {
      pay: () => startPayment({ ...shop.ports, payments })(own),
      readdress: () =>
        changeAddress({ ...shop.ports, rules: { shipping, tax } })({
          ...own,
          shippingAddress: { ...SHANGHAI, line1: '南京西路 1 号' },
        }),
      confirm: () => confirmReceipt(shop.ports)(own),
      askReturn: () => requestReturn(shop.ports)({ ...own, ...back }),
      cancel: (who: object = {}) => cancelOrder(shop.ports)({ ...own, isStaff: false, ...who }),
      withdraw: () => withdrawReturn(shop.ports)({ ...own, returnId: returnIdOf(orderId, 1) }),
    },
  };
}

describe.each([
  ['suspended', UserSuspended, 'ACCOUNT_SUSPENDED'],
  ['deleted', UserErased, 'ACCOUNT_CLOSED'],
])('a shopper whose account is %s and whose token lives on', (_, contract, code) => {
  const refused = { kind: 'forbidden', code };
  const bar = ({ clock, ground }: ReturnType<typeof memoryShop>) =>
    hearing(ground).hear(accountEvent(contract, 3, (clock.at += MINUTE)));

  it.each([
    ['by card', {}],
    ['for cash', { paymentMethod: 'cod' }],
    ['what costs nothing', { free: true }],
  ])('orders nothing: %s', async (_way, { free, ...more }: { free?: boolean; paymentMethod?: string }) => {
    const shop = memoryShop();
    const price = { amount: 0, currency: 'CNY' };
    const lamp = await shop.product(free ? { price, limitPerShopper: { units: 9 } } : {});
    await bar(shop);
    await expect(shop.place([lamp], more)).rejects.toMatchObject(refused);
    await expect(quoting(shop.ground, TERMS)(wish([lamp], more))).rejects.toMatchObject(refused);
    expect(await shop.units(lamp)).toBe(10);
    expect(shop.told()).not.toContain('order-placed');
  });

  it('still gets the first answer for a key that was used before', async () => {
    const { shop, lamp, orderId } = await shopWithOrder();
    await bar(shop);
    const { order, replayed } = await placing(shop.ground, TERMS)(wish([lamp]));
    expect({ orderId: order.orderId, replayed }).toEqual({ orderId, replayed: true });
    await expect(shop.place([lamp], { note: 'another' })).rejects.toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
  });

  it('gets no payment page, not even the one that was open', async () => {
    const { shop, moves, payments } = await shopWithOrder();
    await bar(shop);
    await expect(moves.pay()).rejects.toMatchObject(refused);
    expect(payments.sessions.size).toBe(0);
  });

  it('sends nothing elsewhere, and closes nothing', async () => {
    const { shop, moves, arrive, orderId } = await shopWithOrder({ paymentMethod: 'cod' });
    await bar(shop);
    await expect(moves.readdress()).rejects.toMatchObject(refused);
    await arrive();
    await expect(moves.confirm()).rejects.toMatchObject(refused);
    expect(await shop.ports.read(orderId)).toMatchObject({ status: 'delivered', shippingAddress: SHANGHAI });
  });

  it('sends nothing back; what was asked for before is answered as before, and can be withdrawn', async () => {
    const { shop, moves, arrive } = await shopWithOrder({ paymentMethod: 'cod' });
    await arrive();
    await moves.askReturn();
    await bar(shop);
    expect(await moves.askReturn()).toMatchObject({ replayed: true, order: { returns: [{}] } });
    expect(await moves.withdraw()).toMatchObject({ returns: [{ status: 'withdrawn' }] });
    const other = await shopWithOrder({ paymentMethod: 'cod' });
    await other.arrive();
    await bar(other.shop);
    await expect(other.moves.askReturn()).rejects.toMatchObject(refused);
  });

  it('may cancel, which only gives back', async () => {
    const { shop, moves, lamp } = await shopWithOrder();
    await bar(shop);
    expect(await moves.cancel()).toMatchObject({ status: 'cancelled', cancelled: { why: 'shopper' } });
    expect(await shop.units(lamp)).toBe(10);
  });

  it('cancels nothing of others, also when the account is one of the staff', async () => {
    const { shop, moves } = await shopWithOrder({ userId: 'usr_lin' });
    await bar(shop);
    await expect(moves.cancel()).rejects.toMatchObject({ code: 'ORDER_NOT_FOUND' });
    await expect(moves.cancel({ isStaff: true })).rejects.toMatchObject(refused);
    const boss = { userId: 'usr_boss', isStaff: true };
    expect(await moves.cancel(boss)).toMatchObject({ cancelled: { why: 'admin' } });
  });
});

it('orders again when the suspension is lifted, and nobody else is kept from it', async () => {
  const shop = memoryShop();
  const lamp = await shop.product();
  const { suspended, reinstated } = hearing(shop.ground);
  await suspended(3, shop.clock.at);
  await shop.place([lamp], { userId: 'usr_lin' });
  await reinstated(4, shop.clock.at);
  expect(await shop.place([lamp])).toMatchObject({ status: 'placed' });
});
