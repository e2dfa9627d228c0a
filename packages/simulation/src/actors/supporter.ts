import { named } from '@cartless/domain';
import { putLettersBack } from '../shop/dead-letters.ts';
import { ordersOf } from '../shop/orders.ts';
import { CALLED } from '../shop/routes.ts';
import { mistyped, NO_CURSOR } from './careless.ts';
import type { Caller } from '../world/gateway.ts';
import { type Act, as, drawn, isRefused, oneOf, type Person, type Role } from './actor.ts';

const DAY = 86_400_000;
/** For so long nothing may have been sent back yet. */
const MOST_DAYS = 15;
const LEVELS = ['new', 'known', 'trusted', 'unlimited', 'automatic'] as const;

/** Decides how much a shopper may order; a decision without an end, or with one that nobody lives to see, is none. */
const decideLimits: Act = async (person) => {
  const { shop } = person;
  const { userId = 'usr_nobody' } = oneOf(person, 'shopper', ordersOf(shop)) ?? {};
  const request = { caller: as(person, 'support'), params: { userId } };
  await shop.insist('orders/getOrderLimits', request);
  const level = LEVELS[drawn(person, 'level', 0, LEVELS.length - 1)] ?? 'automatic';
  const until = new Date(shop.world.scheduler.now + 20 * DAY).toISOString();
  const reason = 'they wrote to us';
  const decision = level === 'automatic' ? { level, reason } : { level, until, reason };
  await shop.insist('orders/setOrderLimits', { ...request, body: decision });
  const endless = level === 'automatic' ? { level, until, reason } : { level, reason };
  await isRefused(person, 'orders/setOrderLimits', { ...request, body: endless });
};

/** Looks an order up with all that belongs to it. */
const lookUp: Act = async (person) => {
  const { shop } = person;
  const order = oneOf(person, 'order', ordersOf(shop));
  const caller = as(person, 'support');
  await shop.call('orders/listAllOrders', { caller });
  await shop.call('orders/listReturns', { caller });
  if (order === undefined) return;
  const params = { orderId: order.orderId };
  await shop.call('orders/getAnyOrder', { caller, params });
  await shop.call('orders/getAnyInvoice', { caller, params });
  await isRefused(person, 'orders/getAnyInvoice', { caller, params, query: { creditNote: '2026-C999999' } });
};

const nameOf = ({ url }: Readonly<{ url: string }>): string => url.split('/').at(-1) ?? '';

/** Looks what could not be handled, and puts it back: all of a queue, or one of it. */
const putBack: Act = (person) =>
  putLettersBack(person.shop, person.token, (queue, letters) =>
    drawn(person, `one of ${queue}`, 0, 2) === 0 ? oneOf(person, `letter of ${queue}`, letters) : undefined,
  );

/** Puts dead letters back of a queue that there is not, and of any that there is. */
async function putBackWhatIsNot(person: Person, caller: Caller): Promise<void> {
  const queues = [...person.shop.world.queues].filter(([, { deadLetters }]) => deadLetters === undefined);
  for (const { name } of CALLED.filter((called) => called.name.endsWith('/redriveDeadLetters'))) {
    await isRefused(person, name, { caller, body: { queue: 'nothing-dead-letters' } });
    const [service = ''] = name.split('/');
    const own = queues.filter(([queue]) => queue.startsWith(`${service}/`));
    const [, queue] = oneOf(person, name, own) ?? [];
    if (queue !== undefined) await person.shop.insist(name, { caller, body: { queue: nameOf(queue) } });
  }
}

const lookForPeople: Act = async (person) => {
  const caller = as(person, 'support');
  const account = oneOf(person, 'account', person.shop.people.accounts);
  await person.shop.call('users/listUsers', { caller });
  await isRefused(person, 'users/listUsers', { caller, query: { cursor: NO_CURSOR } });
  await putBackWhatIsNot(person, caller);
  if (account === undefined) return;
  await person.shop.call('users/readUser', { caller, params: { userId: account.userId } });
  await isRefused(person, 'users/readUser', { caller, params: { userId: mistyped(account.userId) } });
};

/** Sends goods back that nobody asked to send back, or more of them than there are, or gives back more than was paid. */
const receiveWhatIsNot: Act = async (person) => {
  const { shop } = person;
  const withReturns = () => ordersOf(shop).filter(({ returns }) => returns.length > 0);
  for (let days = 0; days < MOST_DAYS && withReturns().length === 0; days += 1) await shop.world.wait(DAY);
  const order = oneOf(person, 'order', withReturns());
  const [line] = order?.lines ?? [];
  if (order === undefined || line === undefined) return;
  const number = drawn(person, 'return', 1, order.returns.length);
  const request = {
    caller: as(person, 'fulfilment', 'support'),
    params: { orderId: order.orderId, returnId: `ret_${order.orderId.slice(4)}-${number}` },
  };
  const sold = { ...named(line), restock: false };
  await shop.insist('orders/approveReturn', request);
  const arrived = [
    { items: [{ productId: 'prd_none', quantity: 1, restock: true }] },
    { items: [{ ...sold, quantity: 500 }] },
    { items: [{ ...sold, quantity: 1 }], refund: 100_000_000 },
  ];
  for (const body of arrived) await isRefused(person, 'orders/receiveReturn', { ...request, body });
};

/** Who answers shoppers. */
export const SUPPORTER: Role = {
  thinksMs: 2 * DAY,
  acts: {
    'decides about limits': { often: 3, act: decideLimits },
    'looks an order up': { often: 3, act: lookUp },
    'looks for people': { often: 2, act: lookForPeople },
    'puts dead letters back': { often: 3, next: ['puts dead letters back'], act: putBack },
    'takes what was never sent': { often: 4, next: ['takes what was never sent'], act: receiveWhatIsNot },
  },
};
