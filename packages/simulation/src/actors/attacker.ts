import { named } from '@cartless/domain';
import { yuan } from '../shop/goods.ts';
import { parcelsOf } from '../shop/logistics.ts';
import { ordersOf } from '../shop/orders.ts';
import type { Account } from '../shop/people.ts';
import type { Reply, Request } from '../world/gateway.ts';
import { type Act, drawn, isRefused as isRefusedTo, oneOf, type Person, type Role } from './actor.ts';

const HOUR = 3_600_000;

/** Calls a route that must refuse, and must not tell anything of somebody else. */
async function isRefused({ shop, name }: Person, route: string, request: Request): Promise<void> {
  tellsNothing({ shop, name }, route, await isRefusedTo({ shop, name }, route, request));
}

function tellsNothing({ shop, name }: Pick<Person, 'shop' | 'name'>, route: string, { body }: Reply): void {
  const text = JSON.stringify(body);
  for (const { personal } of shop.people.accounts)
    for (const value of personal)
      if (text.includes(value)) shop.contradictions.push(`${route} tells ${name} of “${value}”`);
}

const me = ({ userId }: Person) => ({ caller: { userId } });

const withVictim =
  (act: (person: Person, victim: Account) => Promise<unknown>): Act =>
  async (person) => {
    const victim = oneOf(person, 'victim', person.shop.people.accounts);
    if (victim !== undefined) await act(person, victim);
  };

const ofOrders: readonly (readonly [string, Omit<Request, 'params'>])[] = [
  ['getOrder', {}],
  ['getInvoice', {}],
  ['startPayment', {}],
  ['confirmReceipt', {}],
  ['cancelOrder', { body: {} }],
  ['requestReturn', { body: { items: [{ productId: 'prd_1', quantity: 1 }], reason: 'mine' } }],
  ['withdrawReturn', {}],
  ['refundOrder', { body: { amount: 1, reason: 'mine' }, headers: { 'idempotency-key': 'refund-to-me' } }],
  ['getAnyOrder', {}],
];

const takeOrders: Act = async (person) => {
  const others = ordersOf(person.shop).filter(({ userId }) => userId !== person.userId);
  const order = oneOf(person, 'order', others);
  if (order === undefined) return;
  const params = { orderId: order.orderId, returnId: `ret_${order.orderId.slice(4)}-1` };
  for (const [route, request] of ofOrders)
    await isRefused(person, `orders/${route}`, { ...request, params, ...me(person) });
  const parcel = parcelsOf(person.shop).find(({ orderId }) => orderId === order.orderId);
  if (parcel === undefined || order.orderNumber === null) return;
  const ofParcel = { ...me(person), params: { shipmentId: parcel.id, orderNumber: order.orderNumber } };
  for (const route of ['trackShipment', 'getShipment', 'dispatchShipment'])
    await isRefused(person, `logistics/${route}`, ofParcel);
};

/** A key of somebody else's request makes an order of one's own, or none. */
const replayKey: Act = async (person) => {
  const { shop } = person;
  const order = oneOf(
    person,
    'replayed',
    ordersOf(shop).filter(({ userId }) => userId !== person.userId),
  );
  const goods = shop.goods[0];
  if (order === undefined || goods === undefined) return;
  const { body } = await shop.insist('orders/placeOrder', {
    ...me(person),
    headers: { 'idempotency-key': `${order.userId.slice(4)}-order-${drawn(person, 'key', 0, 2)}` },
    body: {
      items: [{ ...named(goods), quantity: 1, unitPrice: yuan(goods.price) }],
      shippingAddress: person.address,
      paymentMethod: 'card',
    },
  });
  tellsNothing(person, 'orders/placeOrder', { status: 0, headers: {}, code: '', body });
  const made = ordersOf(shop).find(({ orderId }) => orderId === body['orderId']);
  if (made !== undefined && made.userId !== person.userId)
    shop.contradictions.push(`the key of ${made.userId} leads ${person.name} to ${made.orderId}`);
};

/** More than anybody types in a minute. */
const MANY_NAMES = 32;

/** Who tries to get at what belongs to others. */
export const ATTACKER: Role = {
  thinksMs: 6 * HOUR,
  isAdmitted: true,
  acts: {
    'shows tokens of ended sessions': {
      often: 4,
      act: async (person) => {
        for (const refreshToken of person.shop.people.ended.slice(-4))
          await isRefused(person, 'users/refreshToken', { body: { refreshToken } });
      },
    },
    'follows old and guessed links': {
      often: 2,
      act: withVictim(async (person, { userId }) => {
        const guessed = `${userId}.${'A'.repeat(43)}`;
        for (const token of [guessed, ...person.shop.people.usedLinks.slice(-2)]) {
          await isRefused(person, 'users/verifyToken', { body: { token } });
          await isRefused(person, 'users/resetPassword', { body: { token, password: 'mine from now 1' } });
        }
      }),
    },
    'guesses passwords': {
      often: 2,
      act: withVictim(async (person, { username: identifier }) => {
        for (let tries = drawn(person, 'tries', 1, 12); tries > 0; tries -= 1)
          await isRefused(person, 'users/logIn', { body: { identifier, password: `a guess ${tries}` } });
      }),
    },
    'asks for one name after the other': {
      often: 0.5,
      act: async ({ shop }) => {
        const names = Array.from({ length: MANY_NAMES }, (_, index) => `mei.holder${index}`);
        await Promise.all(
          names.map((username) => shop.call('users/checkAvailability', { query: { username } })),
        );
        const form = { username: 'mallory', email: 'mallory@first.example', password: 'mine from now 1' };
        await shop.call('users/register', { headers: { 'idempotency-key': 'mallory' }, body: form });
        shop.people.asked.add(form.email);
      },
    },
    'takes what is in an account': {
      often: 2,
      act: withVictim(async (person, { addresses, userId, session }) => {
        const caller = me(person);
        for (const addressId of addresses.slice(-1)) {
          await isRefused(person, 'users/removeAddress', { ...caller, params: { addressId } });
          const body = person.address;
          await isRefused(person, 'users/replaceAddress', { ...caller, params: { addressId }, body });
        }
        const sessionId = session?.refreshToken.split('.')[0];
        if (sessionId !== undefined)
          await isRefused(person, 'users/endSession', { ...caller, params: { sessionId } });
        for (const route of ['readUser', 'suspendUser'])
          await isRefused(person, `users/${route}`, { ...caller, params: { userId } });
        await isRefused(person, 'users/setRoles', {
          ...caller,
          params: { userId },
          body: { roles: ['admin'] },
        });
      }),
    },
    'takes the orders of others': { often: 4, act: takeOrders },
    'replays the key of another request': { often: 2, act: replayKey },
    'reads the books': {
      often: 1,
      act: (person) => isRefused(person, 'analytics/getSummary', me(person)),
    },
    'forges news of payments and parcels': {
      often: 2,
      act: async (person) => {
        const order = oneOf(person, 'unpaid', ordersOf(person.shop));
        const headers = { 'stripe-signature': 't=1,v1=00', 'x-hmac-signature': 'hmac-sha256-hex=00' };
        const object = {
          client_reference_id: order?.orderId,
          payment_status: 'paid',
          amount_total: order?.total,
        };
        const body = JSON.stringify({ id: 'evt_mine', type: 'checkout.session.completed', data: { object } });
        await isRefused(person, 'orders/receivePayment', { headers, body });
        const news = { description: 'tracker.updated', result: { object: 'Tracker', status: 'delivered' } };
        const ofParcel = { headers, body: JSON.stringify(news) };
        await isRefused(person, 'logistics/receiveCarrierUpdate', ofParcel);
      },
    },
  },
};
