import { named } from '@cartless/domain';
import { ordersOf } from '../shop/orders.ts';
import { CODES } from '../shop/promotions.ts';
import { SPRINGFIELD, staff } from '../shop/shop.ts';
import { tellStanding } from '../shop/standings.ts';
import { type Act, drawn, isRefused, type Person, type Role } from './actor.ts';
import { order } from './ordering.ts';
import { guessCodes, mistakeOrder } from './wrong-orders.ts';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
/** A sale begins so often. */
const SALES_MS = 30 * MINUTE;

const caller = ({ userId }: Person) => ({ userId });
const newest = ({ orders }: Person): string | undefined => orders.at(-1);

/** Does something with one's newest order; nothing without one. */
const withOrder =
  (act: (person: Person, orderId: string) => Promise<unknown>): Act =>
  async (person) => {
    const orderId = newest(person);
    if (orderId !== undefined) await act(person, orderId);
  };

/** Sends back something of an order that arrived, or tries to with the newest. */
const sendBack = async (person: Person, newestId: string): Promise<void> => {
  const own = ordersOf(person.shop).filter(({ orderId }) => person.orders.includes(orderId));
  const order =
    own.find(({ status }) => status === 'delivered' || status === 'completed') ??
    own.find(({ orderId }) => orderId === newestId);
  if (order === undefined) return;
  const { orderId, lines } = order;
  const line = lines[drawn(person, 'back', 0, Math.max(0, lines.length - 1))];
  if (line === undefined) return;
  await person.shop.insist('orders/requestReturn', {
    caller: caller(person),
    params: { orderId },
    headers: { 'idempotency-key': `${person.name}-return-${person.done}` },
    body: {
      items: [{ ...named(line), quantity: drawn(person, 'units back', 1, line.quantity) }],
      reason: 'too large',
    },
  });
};

/** Many come in the same moment. */
const untilSale = ({ shop: { world } }: Person) => world.wait(SALES_MS - (world.scheduler.now % SALES_MS));

const openPage = ({ shop, ...person }: Person, orderId: string) =>
  shop.insist('orders/startPayment', { caller: { userId: person.userId }, params: { orderId } });

/** Asks for a parcel, or a part of it, to be sent once more. */
async function wantAgain({ shop, ...person }: Person, orderId: string): Promise<void> {
  const order = ordersOf(shop).find((one) => one.orderId === orderId);
  if (order === undefined || order.orderNumber === null) return;
  const [line] = order.lines;
  const isPart = line !== undefined && drawn({ shop, ...person }, 'a part', 0, 1) === 0;
  await shop.insist('logistics/requestReship', {
    caller: caller({ shop, ...person }),
    params: { orderNumber: order.orderNumber },
    headers: { 'idempotency-key': `${person.name}-again-${person.done}` },
    body: { reason: 'damaged', ...(isPart && { items: [{ ...named(line), quantity: 1 }] }) },
  });
}

/** Asks for something of a parcel that was not in it, and for all of it twice. */
async function wantTooMuch(person: Person, orderId: string): Promise<void> {
  const { shop } = person;
  const order = ordersOf(shop).find((one) => one.orderId === orderId);
  if (order === undefined || order.orderNumber === null) return;
  const params = { orderNumber: order.orderNumber };
  const items = [{ productId: 'prd_unknown', quantity: 1 }];
  await isRefused(person, 'logistics/requestReship', {
    caller: caller(person),
    params,
    headers: { 'idempotency-key': `${person.name}-unknown-${person.done}` },
    body: { reason: 'damaged', items },
  });
  for (const again of ['one', 'other'])
    await shop.insist('logistics/requestReship', {
      caller: caller(person),
      params,
      headers: { 'idempotency-key': `${person.name}-${again}-${person.done}` },
      body: { reason: 'damaged' },
    });
}

/** Sends back what was never bought. */
const sendBackOther = (person: Person, orderId: string) =>
  isRefused(person, 'orders/requestReturn', {
    caller: caller(person),
    params: { orderId },
    headers: { 'idempotency-key': `${person.name}-other-${person.done}` },
    body: { items: [{ productId: 'prd_unknown', quantity: 1 }], reason: 'not mine' },
  });

/** An order has so many returns at most, also of who keeps the goods each time. */
const MOST_RETURNS = 20;

const hesitate = async (person: Person, orderId: string): Promise<void> => {
  const line = ordersOf(person.shop).find((one) => one.orderId === orderId)?.lines[0];
  if (line === undefined) return;
  for (let times = 1; times <= MOST_RETURNS + 1; times += 1) {
    const { status, body } = await person.shop.insist('orders/requestReturn', {
      caller: caller(person),
      params: { orderId },
      headers: { 'idempotency-key': `${person.name}-hesitates-${person.done}-${times}` },
      body: { items: [{ ...named(line), quantity: 1 }], reason: 'perhaps' },
    });
    if (status !== 201) return;
    const { length } = (body['returns'] ?? []) as readonly unknown[];
    if (length > MOST_RETURNS) person.shop.contradictions.push(`${orderId} has ${length} returns`);
    await person.shop.insist('orders/withdrawReturn', {
      caller: caller(person),
      params: { orderId, returnId: `ret_${orderId.slice(4)}-${length}` },
    });
  }
};

/** Their account is suspended, or they close it, and they go on in a tab that is still open. */
const goOnAs =
  (status: 'suspended' | 'erased'): Act =>
  async (person) => {
    const { shop, userId, account } = person;
    // Who has an account of the users service does that there.
    if (account !== undefined) return;
    await tellStanding(shop, userId, status, 100 + 2 * person.done);
    await order(person, 'card');
    const orderId = newest(person);
    if (orderId !== undefined)
      for (const act of [openPage, sendBack, wantAgain])
        await act({ ...person, done: person.done + 50 }, orderId);
    const moved = { shippingAddress: { ...person.address, line1: `${person.name} Lane` } };
    for (const route of ['orders/confirmReceipt', 'orders/changeAddress', 'orders/withdrawReturn'])
      if (orderId !== undefined)
        await shop.call(route, {
          caller: caller(person),
          params: { orderId, returnId: `ret_${orderId.slice(4)}-1` },
          ...(route === 'orders/changeAddress' && { body: moved }),
        });
    if (status === 'suspended') await tellStanding(shop, userId, 'open', 101 + 2 * person.done);
  };

const DECISIONS = ['lose', 'lose', 'win', 'evidence', 'escalate', 'prevent', 'close', 'appeal'] as const;

/** A bank goes on with one of its disputes: one that is open as long as there is one. */
const bankDecides: Act = async (person) => {
  const { payments, world } = person.shop;
  await world.wait(drawn(person, 'bank', 1, 5 * DAY));
  const [dispute] = [...payments.openDisputes(), ...payments.endedDisputes().toReversed()];
  const move = DECISIONS[drawn(person, 'decision', 0, DECISIONS.length - 1)];
  if (dispute !== undefined && move !== undefined) payments.decide(dispute.id, move);
};

/** Who orders: pays or does not, comes back to it, and sends back. */
export const SHOPPER: Role = {
  isAdmitted: true,
  thinksMs: 4 * MINUTE,
  acts: {
    orders: {
      often: 6,
      next: ['pays', 'pays', 'pays', 'pays', 'is declined', 'opens the page and walks away', 'cancels'],
      act: (person) => order(person, 'card'),
    },
    'orders with a code': {
      often: 2,
      next: ['pays', 'pays', 'pays', 'cancels', 'orders with a code', 'orders with a code'],
      act: async (person) => {
        const isCard = drawn(person, 'in cash', 0, 3) > 0;
        if (drawn(person, 'rush', 0, 2) > 0) await untilSale(person);
        await order(person, isCard ? 'card' : 'cod', CODES[drawn(person, 'code', 0, 1)]);
      },
    },
    'orders in cash': {
      often: 2,
      next: ['waits for the parcel', 'cancels'],
      act: (person) => order(person, 'cod'),
    },
    pays: {
      often: 1,
      next: [
        'waits for the parcel',
        'waits for the parcel',
        'waits for the parcel',
        'waits',
        'cancels',
        'orders',
        'goes to the bank',
        'moves house',
      ],
      act: withOrder(async (person, orderId) => {
        if ((await openPage(person, orderId)).status !== 200) return;
        await person.shop.world.wait(drawn(person, 'typing', 5, 900) * 1000);
        person.shop.payments.pay(orderId);
      }),
    },
    'pays, and wants the invoice at once': {
      often: 0.3,
      next: ['waits for the parcel', 'orders'],
      act: withOrder(async (person, orderId) => {
        const { shop } = person;
        if ((await openPage(person, orderId)).status !== 200 || !shop.payments.pay(orderId)) return;
        for (let asked = 0; asked < 6; asked += 1) {
          await shop.world.wait(drawn(person, `soon ${asked}`, 50, 400));
          await shop.call('orders/getInvoice', { caller: caller(person), params: { orderId } });
          await shop.call('orders/getAnyInvoice', { caller: staff('finance'), params: { orderId } });
        }
      }),
    },
    'pays what is not asked for': {
      often: 0.3,
      act: withOrder(async (person, orderId) => {
        if ((await openPage(person, orderId)).status !== 200) return;
        person.shop.payments.pay(orderId, drawn(person, 'off', 0, 1) === 0 ? 500 : -500);
      }),
    },
    'is declined': {
      often: 0,
      next: ['pays', 'cancels', 'waits'],
      act: withOrder(async (person, orderId) => {
        if ((await openPage(person, orderId)).status === 200) person.shop.payments.decline(orderId);
      }),
    },
    'opens the page and walks away': { often: 1, next: ['pays', 'waits'], act: withOrder(openPage) },
    cancels: {
      often: 1,
      act: withOrder((person, orderId) =>
        person.shop.insist('orders/cancelOrder', { caller: caller(person), params: { orderId }, body: {} }),
      ),
    },
    'waits for the parcel': {
      often: 1,
      next: ['sends back', 'sends back', 'confirms the receipt', 'orders', 'wants it once more'],
      act: ({ shop }) => shop.world.wait(6 * DAY),
    },
    'confirms the receipt': {
      often: 1,
      next: ['sends back', 'orders'],
      act: withOrder((person, orderId) =>
        person.shop.insist('orders/confirmReceipt', { caller: caller(person), params: { orderId } }),
      ),
    },
    'sends back': {
      often: 1,
      next: [
        'keeps it after all',
        'waits for the parcel',
        'waits for the parcel',
        'sends back',
        'sends back what was never bought',
        'cannot decide',
      ],
      act: withOrder(sendBack),
    },
    'keeps it after all': {
      often: 0,
      act: withOrder((person, orderId) =>
        person.shop.insist('orders/withdrawReturn', {
          caller: caller(person),
          params: { orderId, returnId: `ret_${orderId.slice(4)}-${drawn(person, 'which', 1, 2)}` },
        }),
      ),
    },
    'moves house': {
      often: 0.5,
      next: ['waits for the parcel', 'moves house', 'moves abroad'],
      act: withOrder((person, orderId) => {
        const line1 = `${person.name} Road ${person.done}`;
        person.account?.personal.add(line1);
        return person.shop.insist('orders/changeAddress', {
          caller: caller(person),
          params: { orderId },
          body: { shippingAddress: { ...person.address, line1 } },
        });
      }),
    },
    'moves abroad': {
      often: 0.1,
      act: withOrder((person, orderId) =>
        person.shop.insist('orders/changeAddress', {
          caller: caller(person),
          params: { orderId },
          body: { shippingAddress: SPRINGFIELD },
        }),
      ),
    },
    'wants it once more': {
      often: 0.5,
      next: ['waits for the parcel', 'sends back', 'wants it once more', 'wants what was not in it'],
      act: withOrder(wantAgain),
    },
    'goes to the bank': {
      often: 0.5,
      next: ['the bank decides', 'the bank decides', 'waits for the parcel', 'cancels', 'cancels'],
      act: withOrder(async (person, orderId) => {
        person.shop.payments.dispute(orderId, {
          part: drawn(person, 'part', 0, 2) > 0 ? 1 : 0.4,
          inquiry: drawn(person, 'inquiry', 0, 3) === 0,
          reason: 'product_not_received',
        });
      }),
    },
    'the bank decides': {
      often: 0,
      next: ['the bank decides', 'goes to the bank', 'waits for the parcel', 'sends back'],
      act: bankDecides,
    },
    'gets the order wrong': { often: 0.5, next: ['orders'], act: mistakeOrder },
    'guesses codes': { often: 0.03, act: guessCodes },
    'wants what was not in it': { often: 0.4, act: withOrder(wantTooMuch) },
    'sends back what was never bought': { often: 0.2, act: withOrder(sendBackOther) },
    'cannot decide': { often: 0.05, act: withOrder(hesitate) },
    'is barred for a while': { often: 0.2, next: ['orders', 'sends back'], act: goOnAs('suspended') },
    'leaves for good': { often: 0.1, next: ['orders'], act: goOnAs('erased') },
    searches: {
      often: 0.3,
      act: async ({ shop }) => {
        await shop.call('orders/listProducts', { query: { q: 'lamp' } });
      },
    },
    'asks for the invoice': {
      often: 0.5,
      act: withOrder(async (person, orderId) => {
        const request = { caller: caller(person), params: { orderId } };
        await person.shop.call('orders/getInvoice', request);
        await isRefused(person, 'orders/getInvoice', { ...request, query: { creditNote: '2026-C999999' } });
      }),
    },
    looks: {
      often: 1,
      act: withOrder((person, orderId) =>
        person.shop.call('orders/getOrder', { caller: caller(person), params: { orderId } }),
      ),
    },
    waits: { often: 1, act: (person) => person.shop.world.wait(drawn(person, 'wait', 1, 60) * MINUTE) },
  },
};
