import {
  AddressBookChanged,
  datedId,
  OrderRefunded,
  UserErased,
  UserRegistered,
  UserUpdated,
} from '@cartless/domain';
import { queueEvent, startSes, setEnvironment } from '@cartless/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findContact } from '../src/accounts/contact-store.ts';
import { waitingMails } from '../src/mails/waiting-mails-store.ts';
import { type AboutOrder, mailShopper as mailing } from '../src/mails/mail-shopper.ts';
import { orders } from '../src/service.ts';
import { handler as cancelOrder } from '../src/ordering/cancel-order/handler.ts';
import { handler as followShipmentHandler } from '../src/ordering/follow-shipment/handler.ts';
import { handler as keepContactHandler } from '../src/accounts/keep-contact/handler.ts';
import { handler as mailShopperHandler } from '../src/mails/mail-shopper/handler.ts';
import { handler as numberOrderHandler } from '../src/ordering/number-order/handler.ts';
import { handler as placeOrder } from '../src/ordering/place-order/handler.ts';
import { settleDue } from '../src/ordering/settle-due.ts';
import { approveReturn, rejectReturn } from '../src/returns/decide-return.ts';
import { receiveReturn } from '../src/returns/receive-return.ts';
import { requestReturn } from '../src/returns/request-return.ts';
import { returnIdOf } from '../src/returns/return.ts';
import { withdrawReturn } from '../src/returns/withdraw-return.ts';
import { parcelEvent } from './parcel-event.ts';
import { aUser, openShop, orderBody, SHANGHAI, type Shop, testQueue, withRights } from './shop.ts';

const followShipment = withRights('followShipment', followShipmentHandler);
const keepContact = withRights('keepContact', keepContactHandler);
const mailShopper = withRights('mailShopper', mailShopperHandler);
const numberOrder = withRights('numberOrder', numberOrderHandler);

describe('what the shop keeps of its shoppers, and writes to them', () => {
  let shop: Shop;
  let ses: Awaited<ReturnType<typeof startSes>>;
  let queue: Awaited<ReturnType<typeof testQueue>>;
  beforeAll(async () => {
    [shop, queue, ses] = await Promise.all([openShop(), testQueue(), startSes()]);
    setEnvironment({ MAILS_QUEUE_URL: queue.url, AWS_ENDPOINT_URL_SES: ses.url });
  });
  afterAll(async () => {
    await Promise.all([shop.close(), ses.stop()]);
  });

  const account = (userId: `usr_${string}`, email: string, locale: 'en' | 'zh-CN' = 'en') => ({
    userId,
    username: 'mei',
    email,
    locale,
  });
  const event = (userId: string, sequence: number) => ({
    subject: userId,
    sequence,
    time: new Date().toISOString(),
  });
  const registered = (userId: `usr_${string}`, email: string, locale?: 'en' | 'zh-CN', sequence = 1) =>
    queueEvent([UserRegistered.create({ ...event(userId, sequence), data: account(userId, email, locale) })]);
  const erased = (userId: `usr_${string}`, sequence = 9) =>
    queueEvent([UserErased.create({ ...event(userId, sequence), data: { userId } })]);
  const bookOf = (userId: `usr_${string}`, sequence: number, addressId: `adr_${string}` = 'adr_home') =>
    queueEvent([
      AddressBookChanged.create({
        ...event(userId, sequence),
        data: { userId, addresses: [{ addressId, isDefault: true, address: SHANGHAI }] },
      }),
    ]);
  const place = async (user: string, more = {}) => {
    const { body, headers, status } = await shop.call(placeOrder, {
      method: 'POST',
      path: '/orders',
      body: orderBody([{ product: await shop.product() }], more),
      headers: { 'idempotency-key': crypto.randomUUID() },
      caller: { userId: user },
    });
    return { orderId: String(body['orderId']), status, headers, body };
  };
  const mails = (email: string) => ses.mails.filter(({ to }) => to === email).map(({ subject }) => subject);

  it('waits with the mail until the address of the shopper is known, then mails once in their language', async () => {
    const user = aUser();
    const { orderId } = await place(user);
    await numberOrder(queueEvent(await shop.events(orderId)));
    const confirmed = queueEvent(await shop.events(orderId));
    // However often it is tried before: it waits beside the queue, so the dead-letter queue never sees it.
    for (let tries = 0; tries < 7; tries += 1) {
      expect(await mailShopper(confirmed)).toEqual({ batchItemFailures: [] });
    }
    expect(await queue.take()).toEqual([]);
    await keepContact(registered(user, 'mei@example.com', 'zh-CN'));
    const released = await queue.take();
    const [first] = confirmed.Records;
    expect(released.map((body): unknown => JSON.parse(body))).toEqual([JSON.parse(first?.body ?? '')]);
    expect(await mailShopper(queueEvent(released))).toEqual({ batchItemFailures: [] });
    await mailShopper(confirmed);
    const { orderNumber } = await shop.order(orderId);
    expect(mails('mei@example.com')).toEqual([`您的订单 ${orderNumber}`]);
    await keepContact(registered(user, 'mei@example.com', 'zh-CN', 2));
    expect(await queue.take()).toEqual([]);
  });

  it('sends a mail whose address arrives at the very moment when the mail begins to wait', async () => {
    const user = aUser();
    const contact = { email: 'late@example.com', locale: 'en', username: 'mei' } as const;
    const { orderId } = await place(user);
    await numberOrder(queueEvent(await shop.events(orderId)));
    const [event] = (await shop.events(orderId)) as AboutOrder[];
    const { keep, drop } = waitingMails(shop.items);
    const got: string[] = [];
    const mail = mailing({
      ...orders(),
      findContact: findContact(shop.items),
      waiting: {
        drop,
        keep: async (userId, waiting) => {
          await keepContact(registered(user, contact.email));
          await keep(userId, waiting);
        },
      },
      wasSent: async () => false,
      claim: async () => true,
      markSent: async () => undefined,
      send: async (to) => void got.push(to),
      hasRoom: async () => true,
      postpone: async () => undefined,
    });
    await mail(event!, () => ({ subject: '', html: '', text: '' }));
    expect(got).toEqual(['late@example.com']);
    await keepContact(registered(user, contact.email, 'en', 2));
    expect(await queue.take()).toEqual([]);
  });

  it('writes twenty letters an hour to one mailbox, and the others later', async () => {
    const user = aUser();
    const placed = [];
    for (let n = 0; n < 23; n += 1) placed.push(await place(user));
    await keepContact(registered(user, 'busy+shop@example.com'));
    for (const { orderId } of placed) await numberOrder(queueEvent(await shop.events(orderId)));
    const confirmed = (await Promise.all(placed.map(({ orderId }) => shop.events(orderId)))).flat();
    expect(await mailShopper(queueEvent(confirmed))).toEqual({ batchItemFailures: [] });
    await mailShopper(queueEvent(confirmed.slice(0, 5)));
    // An hour may begin while the test runs.
    expect([20, 23]).toContain(mails('busy+shop@example.com').length);
    expect(await queue.take()).toEqual([]);
  });

  it('lets go of mails that waited for an account that is erased instead', async () => {
    const user = aUser();
    const { orderId } = await place(user);
    await numberOrder(queueEvent(await shop.events(orderId)));
    await mailShopper(queueEvent(await shop.events(orderId)));
    await keepContact(erased(user));
    const released = await queue.take();
    expect(released).toHaveLength(1);
    expect(await mailShopper(queueEvent(released))).toEqual({ batchItemFailures: [] });
    const left = (await shop.everything()).filter(({ pk, sk }) => pk === `U#${user}` && sk !== 'addresses');
    expect(left).toEqual([expect.objectContaining({ sk: 'contact' })]);
  });

  it('tells of every step', async () => {
    const user = aUser();
    await keepContact(registered(user, 'steps@example.com'));
    const { orderId } = await place(user, { paymentMethod: 'cod' });
    await numberOrder(queueEvent(await shop.events(orderId)));
    const order = await shop.order(orderId);
    for (const status of ['dispatched', 'delivered'] as const) {
      await followShipment(parcelEvent(order, status));
      await mailShopper(parcelEvent(order, status));
    }
    await mailShopper(queueEvent(await shop.events(orderId)));
    const money = { amount: 100, currency: 'CNY' };
    const refund = {
      ...OrderRefunded.example,
      orderId: order.orderId,
      orderNumber: order.orderNumber,
      userId: user,
      refund: money,
      refundedInAll: money,
      refundedAt: new Date().toISOString(),
    };
    await mailShopper(queueEvent([OrderRefunded.create({ ...event(orderId, 9), data: refund })]));
    const number = order.orderNumber;
    expect(mails('steps@example.com')).toEqual([
      `Order ${number} is on its way`,
      `Order ${number} was delivered`,
      `We have your payment for order ${number}`,
      `Your refund for order ${number}`,
    ]);
  });

  it('tells of every step of a return, and why it was rejected', async () => {
    const user = aUser();
    await keepContact(registered(user, 'returns@example.com'));
    const { orderId } = await place(user, { paymentMethod: 'cod' });
    await numberOrder(queueEvent(await shop.events(orderId)));
    for (const status of ['dispatched', 'delivered'] as const) {
      await followShipment(parcelEvent(await shop.order(orderId), status));
    }
    const { lines, orderNumber } = await shop.order(orderId);
    const units = { productId: lines[0]!.productId, quantity: 1 };
    const ask = () => requestReturn(orders())({ orderId, userId: user, items: [units], reason: 'too small' });
    const told = async (step: Promise<unknown>) => {
      await step;
      const events = (await shop.events(orderId)).filter(({ type }) => type.includes('.return-'));
      expect(await mailShopper(queueEvent(events))).toEqual({ batchItemFailures: [] });
    };
    const number = (place: number) => ({ orderId, returnId: returnIdOf(orderId, place) });
    const later = (days: number) =>
      settleDue({ ...orders(), now: () => new Date(Date.now() + days * 86_400_000) })(orderId);
    await told(ask());
    await told(rejectReturn(orders())({ ...number(1), reason: 'It was worn' }));
    await ask();
    await told(withdrawReturn(orders())({ ...number(2), userId: user }));
    await ask();
    await told(later(8));
    await told(later(40));
    await ask();
    await told(approveReturn(orders())(number(4)));
    await told(receiveReturn(orders())({ ...number(4), items: [{ ...units, restock: true }] }));
    expect(mails('returns@example.com')).toEqual([
      `Your return for order ${orderNumber}`,
      `Your return for order ${orderNumber} was not accepted`,
      `Your return for order ${orderNumber} is withdrawn`,
      `Please send back the goods of order ${orderNumber}`,
      `Your return for order ${orderNumber} has ended`,
      `Please send back the goods of order ${orderNumber}`,
      `We have your return of order ${orderNumber}`,
    ]);
    expect(JSON.stringify(ses.mails)).toContain('It was worn');
  });

  it('keeps the newest address, in whatever order the changes come', async () => {
    const user = aUser();
    const newer = UserUpdated.create({ ...event(user, 5), data: account(user, 'new@example.com') });
    await keepContact(queueEvent([newer]));
    await keepContact(registered(user, 'old@example.com'));
    const { orderId } = await place(user);
    await numberOrder(queueEvent(await shop.events(orderId)));
    await mailShopper(queueEvent(await shop.events(orderId)));
    expect([mails('new@example.com').length, mails('old@example.com').length]).toEqual([1, 0]);
  });

  it("sends an order to an address of the shopper's own book, and to nobody else's", async () => {
    const user = aUser();
    const byId = { addressId: 'adr_home', shippingAddress: undefined };
    expect((await place(user, byId)).body['code']).toBe('ADDRESS_UNKNOWN');
    const justAdded = datedId('address', new Date());
    expect(await place(user, { ...byId, addressId: justAdded })).toMatchObject({
      status: 409,
      headers: { 'retry-after': '1' },
      body: { code: 'ADDRESS_NOT_THERE_YET' },
    });
    await keepContact(bookOf(user, 2));
    await keepContact(bookOf(user, 1, 'adr_old'));
    const { orderId, status } = await place(user, byId);
    expect(status).toBe(201);
    expect((await shop.order(orderId)).shippingAddress).toEqual(SHANGHAI);
    expect((await place(aUser(), byId)).body['code']).toBe('ADDRESS_UNKNOWN');
  });

  it('forgets a shopper who is gone: contact, addresses, closed orders at once and open ones when they close', async () => {
    const user = aUser();
    await keepContact(registered(user, 'gone@example.com'));
    await keepContact(bookOf(user, 1));
    const [closed, open] = [await place(user), await place(user)];
    const cancel = (orderId: string) =>
      shop.call(cancelOrder, { method: 'POST', path: '/x', params: { orderId }, caller: { userId: user } });
    await cancel(closed.orderId);
    expect(await keepContact(erased(user))).toEqual({ batchItemFailures: [] });
    await keepContact(bookOf(user, 7));
    await keepContact(registered(user, 'gone@example.com', 'en', 3));
    expect((await shop.order(closed.orderId)).shippingAddress).toMatchObject({
      recipient: '-',
      region: '上海',
    });
    expect((await shop.order(open.orderId)).shippingAddress).toEqual(SHANGHAI);
    await cancel(open.orderId);
    await mailShopper(queueEvent(await shop.events(open.orderId)));
    expect((await shop.order(open.orderId)).shippingAddress.recipient).toBe('-');
    expect(mails('gone@example.com')).toEqual([]);
    const kept = JSON.stringify(
      (await shop.everything()).filter(({ pk, u }) => pk === `U#${user}` || u === user),
    );
    expect(kept).not.toMatch(/gone@example|林美|长乐路/);
  });
});
