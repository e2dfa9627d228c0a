import { named } from '@cartless/domain';
import { undecided } from '../../../../services/orders/src/parcels/order-parcel.ts';
import { parcelsOf } from '../shop/logistics.ts';
import { type Order, ordersOf } from '../shop/orders.ts';
import type { Shop } from '../shop/shop.ts';
import { type Act, as, drawn, type Person, type Role } from './actor.ts';

const DAY = 86_400_000;

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
        caller: as(person, 'fulfilment'),
        params: { orderId: order.orderId, returnId: idOf(order, index) },
      };
      if (status === 'requested' && drawn(person, of, 0, 3) > 0) {
        const [yes, no] = ['orders/approveReturn', 'orders/rejectReturn'];
        if (drawn(person, `${of} answer`, 0, 4) > 0) await shop.insist(yes, request);
        else await shop.insist(no, { ...request, body: { reason: 'worn' } });
      }
      const comes = status === 'approved' ? 0.7 : status === 'withdrawn' ? 0.35 : 0;
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
      caller: as(person, 'fulfilment'),
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
    const request = { caller: as(person, 'fulfilment'), params: { shipmentId: id } };
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
      caller: as(person, 'fulfilment'),
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
      caller: as(person, 'fulfilment'),
      params: { shipmentId: id },
      body: isPart ? { items: oneOf(lines) } : {},
    });
  }
};
const waitingIn = (shop: Shop) =>
  parcelsOf(shop).filter(({ status }) => status === 'created' || status === 'label-bought');

const FACTS = { hsCode: '940520', originCountry: 'CN', description: 'Lamp' };

/** Hands over what cannot go as it is asked for, and then as it can. */
const handOverWrongly: Chore = async (person) => {
  const { shop } = person;
  for (const { id, lines } of parcelsOf(shop).slice(0, MOST_WRONG)) {
    const request = { caller: as(person, 'fulfilment'), params: { shipmentId: id } };
    await shop.call('logistics/showPackingSlip', request);
    const items = [{ productId: 'prd_unknown', quantity: 1 }];
    await shop.insist('logistics/dispatchShipment', { ...request, body: { items } });
    await shop.insist('logistics/dispatchShipment', { ...request, body: { carrier: 'pigeon' } });
    const isPart = drawn(person, `part of ${id}`, 0, 2) === 0;
    const customs = lines.map((line) => ({ ...named(line), ...FACTS }));
    const body = isPart ? { items: oneOf(lines) } : { customs };
    await shop.insist('logistics/dispatchShipment', { ...request, body });
  }
};
const MOST_WRONG = 3;

/** Sends all at once that waits, in spite of what banks and accounts are up to. */
const sendAnyway: Chore = async (person) => {
  const { shop } = person;
  const caller = as(person, 'fulfilment');
  const shipmentIds = waitingIn(shop).map(({ id }) => id);
  for (const shipmentId of shipmentIds)
    if (drawn(person, `release ${shipmentId}`, 0, 1) === 0)
      await shop.insist('logistics/releaseShipment', { caller, params: { shipmentId } });
  if (shipmentIds.length > 0) await shop.insist('logistics/dispatchMany', { caller, body: { shipmentIds } });
};

/** Decides what nobody asked, and takes in what nobody sent. */
const meddle: Chore = async (person) => {
  const { shop } = person;
  for (const { id, orderId } of parcelsOf(shop).slice(0, MOST_WRONG)) {
    const request = { caller: as(person, 'fulfilment'), params: { shipmentId: id, orderId } };
    const how = drawn(person, `meddles ${id}`, 0, 3);
    if (how === 0) await shop.insist('logistics/approveReship', request);
    else if (how === 1) await shop.insist('logistics/rejectReship', { ...request, body: { reason: 'no' } });
    else if (how === 2) await shop.insist('logistics/arriveBack', { ...request, body: { fit: true } });
    else
      await shop.insist('orders/decideUndelivered', {
        ...request,
        body: {
          outcome: 'reship',
          restock: false,
          items: [{ productId: 'prd_unknown', quantity: 1 }],
        },
      });
  }
};

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
  seldom: [
    'hands over what cannot go',
    'hands over what cannot go',
    'sends it anyway',
    'looks after returns',
  ],
  acts: {
    'hands over what is packed': { often: 4, next: ['looks after what waits'], act: dayByDay(1, handOver) },
    'looks after what waits': {
      often: 6,
      act: dayByDay(12, handOver, takeReturns, decideUndelivered, answerWishes, takeParcelsBack),
    },
    'hands over what cannot go': { often: 1.5, act: dayByDay(4, handOverWrongly) },
    'sends it anyway': { often: 1.5, act: dayByDay(2, sendAnyway) },
    meddles: { often: 1.5, next: ['meddles'], act: dayByDay(2, meddle) },
    'looks after returns': { often: 2, act: dayByDay(15, takeReturns) },
    'sends a parcel once more by itself': {
      often: 1,
      act: async (person) => {
        const { shop } = person;
        const parcels = parcelsOf(shop);
        const parcel = parcels[drawn(person, 'parcel', 0, Math.max(0, parcels.length - 1))];
        if (parcel === undefined) return;
        await shop.insist('logistics/requestReship', {
          caller: as(person, 'fulfilment'),
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
