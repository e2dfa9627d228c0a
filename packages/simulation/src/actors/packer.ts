import { named } from '@cartless/domain';
import { undecided } from '../../../../services/orders/src/parcels/order-parcel.ts';
import { parcelsOf } from '../shop/logistics.ts';
import { type Order, ordersOf } from '../shop/orders.ts';
import { type Shop, staff } from '../shop/shop.ts';
import { type Act, drawn, type Person, type Role } from './actor.ts';

const DAY = 86_400_000;
const FULFILMENT = staff('fulfilment');

/** What somebody of the warehouse does about one thing that waits. */
type Chore = (person: Person, nth: number) => Promise<void>;

type Sold = Parameters<typeof named>[0] & Readonly<{ quantity: number }>;
/** One unit of the first thing: less than all, where there is more. */
const oneOf = (items: readonly Sold[]) => items.slice(0, 1).map((item) => ({ ...named(item), quantity: 1 }));

const idOf = ({ orderId }: Order, index: number): string => `ret_${orderId.slice(4)}-${index + 1}`;

/** Goods of returns come: all of them or fewer, fit for the shelf or not; also of those that were withdrawn. */
const takeReturns: Chore = async (person) => {
  const { shop } = person;
  for (const order of ordersOf(shop)) {
    for (const [index, { status, items }] of order.returns.entries()) {
      const of = `${idOf(order, index)} ${status}`;
      const request = {
        caller: FULFILMENT,
        params: { orderId: order.orderId, returnId: idOf(order, index) },
      };
      if (status === 'requested' && drawn(person, of, 0, 3) > 0) {
        const [yes, no] = ['orders/approveReturn', 'orders/rejectReturn'];
        if (drawn(person, `${of} answer`, 0, 4) > 0) await shop.insist(yes, request);
        else await shop.insist(no, { ...request, body: { reason: 'worn' } });
      }
      const comes = status === 'approved' ? 0.7 : status === 'withdrawn' ? 0.15 : 0;
      if (drawn(person, of, 0, 99) / 100 >= comes) continue;
      const fewer = drawn(person, `${of} fewer`, 0, 3) === 0;
      const came = items.flatMap(({ line, quantity }) => {
        const sold = order.lines[line];
        const restock = drawn(person, `${of} fit ${line}`, 0, 1) === 0;
        return sold === undefined ? [] : [{ ...named(sold), quantity: fewer ? 1 : quantity, restock }];
      });
      await shop.insist('orders/receiveReturn', { ...request, body: { items: came } });
    }
  }
};

/** Decides about parcels that did not arrive: money back or once more, all of them or a part. */
const decideUndelivered: Chore = async (person) => {
  const { shop } = person;
  for (const order of ordersOf(shop)) {
    const [waiting] = undecided(order);
    if (waiting === undefined || drawn(person, `decides ${order.orderId}`, 0, 2) === 0) continue;
    const drawnHow = drawn(person, `how ${order.orderId}`, 0, 5);
    await shop.insist('orders/decideUndelivered', {
      caller: FULFILMENT,
      params: { orderId: order.orderId },
      body: {
        outcome: drawnHow % 2 === 0 ? 'refund' : 'reship',
        restock: drawn(person, `restock ${order.orderId}`, 0, 2) > 0,
        ...(drawnHow > 3 && { items: oneOf(waiting.left) }),
      },
    });
  }
};

/** Answers who wants a parcel once more. */
const answerWishes: Chore = async (person) => {
  for (const { id, reship } of parcelsOf(person.shop)) {
    if (reship?.state !== 'requested') continue;
    const request = { caller: FULFILMENT, params: { shipmentId: id } };
    if (drawn(person, `wish ${id}`, 0, 3) > 0) await person.shop.insist('logistics/approveReship', request);
    else
      await person.shop.insist('logistics/rejectReship', {
        ...request,
        body: { reason: 'it is on its way' },
      });
  }
};

/** Finds parcels at the door that nobody got. */
const takeParcelsBack: Chore = async (person) => {
  const { shop } = person;
  for (const { id, status } of parcelsOf(shop)) {
    if (status !== 'returned' && status !== 'exception' && status !== 'lost') continue;
    if (drawn(person, `back ${id}`, 0, 2) > 0) continue;
    await shop.insist('logistics/arriveBack', {
      caller: FULFILMENT,
      params: { shipmentId: id },
      body: { fit: drawn(person, `fit ${id}`, 0, 2) > 0 },
    });
  }
};

/** Hands over what is packed; sometimes a part of it first. */
const handOver: Chore = async (person) => {
  const { shop } = person;
  for (const { id, status, lines } of waitingIn(shop)) {
    const isPart = status === 'created' && drawn(person, `part ${id}`, 0, 3) === 0;
    await shop.insist('logistics/dispatchShipment', {
      caller: FULFILMENT,
      params: { shipmentId: id },
      body: isPart ? { items: oneOf(lines) } : {},
    });
  }
};
const waitingIn = (shop: Shop) =>
  parcelsOf(shop).filter(({ status }) => status === 'created' || status === 'label-bought');

/** Looks day by day for what waits. */
const dayByDay =
  (days: number, ...chores: readonly Chore[]): Act =>
  async (person) => {
    for (let day = 0; day < days; day += 1) {
      for (const chore of chores) await chore({ ...person, done: 100 * person.done + day }, day);
      await person.shop.world.wait(DAY);
    }
  };

/** Who packs, sends, and takes what comes back. */
export const PACKER: Role = {
  thinksMs: DAY / 2,
  acts: {
    'hands over what is packed': { often: 4, next: ['looks after what waits'], act: dayByDay(1, handOver) },
    'looks after what waits': {
      often: 6,
      act: dayByDay(12, handOver, takeReturns, decideUndelivered, answerWishes, takeParcelsBack),
    },
    'looks after returns': { often: 2, act: dayByDay(15, takeReturns) },
    'sends a parcel once more by itself': {
      often: 1,
      act: async (person) => {
        const { shop } = person;
        const parcels = parcelsOf(shop);
        const parcel = parcels[drawn(person, 'parcel', 0, Math.max(0, parcels.length - 1))];
        if (parcel === undefined) return;
        await shop.insist('logistics/requestReship', {
          caller: FULFILMENT,
          params: { orderNumber: parcel.orderNumber },
          headers: { 'idempotency-key': `${person.name}-again-${person.done}` },
          body: {
            reason: 'damaged',
            ...(drawn(person, 'some', 0, 1) === 0 && { items: oneOf(parcel.lines) }),
          },
        });
      },
    },
  },
};
