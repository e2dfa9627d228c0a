import { named, ShipmentCreated } from '@cartless/domain';
import type { Order } from '../shop/orders.ts';
import { SPRINGFIELD, URUMQI } from '../shop/shop.ts';
import type { Fate } from '../shop/courier.ts';
import { tellStanding } from '../shop/standings.ts';
import { type Act, as, drawn, isRefused, oneOf, type Person } from './actor.ts';
import {
  admitted,
  buy,
  DAY,
  delivered,
  HOUR,
  keyed,
  type Line,
  MINUTE,
  newGoods,
  orderOf,
  packed,
  parcelsOfOrder,
  sent,
  until,
} from './rehearsing.ts';

const packing = (person: Person, shipmentId: string) => ({
  caller: as(person, 'fulfilment'),
  params: { shipmentId },
});

/** From where something befalls a parcel: what befell it before, once it was handed over. Of some nothing is known but their label. */
const BEFORE: readonly (Fate | 'labelled' | 'handed over')[] = [
  'labelled',
  'handed over',
  'out_for_delivery',
  'held',
  'lost',
  'in_transit',
];
const AFTER: readonly Fate[] = [
  'in_transit',
  'out_for_delivery',
  'delivered',
  'return_to_sender',
  'lost',
  'held',
];

async function leadAstray(person: Person, line: Line | undefined, what: string): Promise<void> {
  const { shop } = person;
  const { carrier, world } = shop;
  const before = oneOf(person, `before ${what}`, BEFORE);
  const after = oneOf(person, `after ${what}`, AFTER);
  const order = await buy(person, [line], { what });
  if (order === undefined || before === undefined || after === undefined) return;
  const current = () => parcelsOfOrder(shop, order.orderId)[0];
  const labelled = () => current()?.label?.trackingNumber;
  if (before === 'labelled') await until(person, labelled, { everyMs: MINUTE });
  else await sent(person, order);
  const code = labelled();
  if (code === undefined) return;
  if (before !== 'labelled' && before !== 'handed over') {
    carrier.befall(code, before);
    const status = current()?.status;
    await until(person, () => current()?.status !== status || undefined, { days: 0.1, everyMs: MINUTE });
    await world.wait(MINUTE);
  }
  carrier.befall(code, after);
  await world.wait(HOUR);
}

/** So many parcels go astray at once. */
const ASTRAY = 5;

export const leadParcelsAstray: Act = async (person) => {
  const line = await newGoods(person, 'goods');
  const all = Array.from({ length: ASTRAY }, (_, index) => leadAstray(person, line, `astray ${index}`));
  await Promise.all(all);
};

/** What no carrier takes as it is packed, or nobody drives. */
export const packWrongly: Act = async (person) => {
  const { shop } = person;
  const dangers = [
    await newGoods(person, 'battery', { packing: { dangerousGoods: 'lithium-ion' } }),
    await newGoods(person, 'spray', { packing: { dangerousGoods: 'aerosol' } }),
  ];
  const mixed = await packed(person, await buy(person, dangers, { what: 'dangers' }));
  if (mixed !== undefined)
    await shop.insist('logistics/dispatchShipment', { ...packing(person, mixed.id), body: {} });
  const anvils = await newGoods(person, 'anvils', { quantity: 3, packing: { weightGrams: 29_000 } });
  const heavy = await packed(person, await buy(person, [anvils], { what: 'anvils' }));
  if (heavy === undefined || anvils === undefined) return;
  const request = packing(person, heavy.id);
  await shop.insist('logistics/dispatchShipment', { ...request, body: { carrier: 'pigeon' } });
  await shop.insist('logistics/dispatchShipment', { ...request, body: {} });
  const items = [{ ...named(anvils), quantity: 1 }];
  await shop.insist('logistics/dispatchShipment', { ...request, body: { items, carrier: 'pigeon' } });
  // Now that it is light, it gets its label by a late word of it.
  shop.repeat(ShipmentCreated.type, heavy.id);
  await shop.world.wait(HOUR);
  await shop.insist('logistics/dispatchShipment', { ...request, body: { items } });
  const unnamed = await newGoods(person, 'unnamed');
  const abroad = await buy(person, [unnamed], { what: 'unnamed', address: SPRINGFIELD });
  const undeclared = await packed(person, abroad);
  if (undeclared !== undefined)
    await shop.insist('logistics/dispatchShipment', { ...packing(person, undeclared.id), body: {} });
};

const CUSTOMS = { hsCode: '630622', originCountry: 'CN', customsDescription: 'Tent' };
/** A carrier answers for a label that it may have made, for two days. */
const MOST_TRIES = 8;

/** Carriers sell no labels, and do not say so: whether there is one stays open. */
export const sellNothing: Act = async (person) => {
  const { shop } = person;
  const abroad = await newGoods(person, 'abroad', { quantity: 2, packing: CUSTOMS });
  const inland = await newGoods(person, 'inland');
  shop.carrier.sells(false);
  const [far, here] = await Promise.all([
    buy(person, [abroad], { what: 'abroad', address: SPRINGFIELD }).then((order) => packed(person, order)),
    buy(person, [inland], { what: 'inland', address: URUMQI }).then((order) => packed(person, order)),
  ]);
  if (far !== undefined && abroad !== undefined) {
    const items = [{ ...named(abroad), quantity: 1 }];
    await shop.insist('logistics/dispatchShipment', { ...packing(person, far.id), body: {} });
    await shop.insist('logistics/dispatchShipment', { ...packing(person, far.id), body: { items } });
  }
  if (here !== undefined) await askUntilUnsure(person, here.id);
  shop.carrier.sells(true);
};

async function askUntilUnsure(person: Person, shipmentId: string): Promise<void> {
  const { shop } = person;
  const request = { ...packing(person, shipmentId), body: {} };
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const { code } = await shop.insist('logistics/dispatchShipment', request);
    if (code === 'LABEL_UNCERTAIN') return;
    await shop.world.wait(25 * HOUR);
  }
}

const again = (person: Person, { orderNumber }: Order, what: string, body: object) => ({
  caller: { userId: person.userId },
  params: { orderNumber: String(orderNumber) },
  headers: keyed(person, what),
  body: { reason: 'damaged', ...body },
});

/** Some units of a parcel are wanted once more, under a key that is used for something else then, and more than are left. */
export const wantAgain: Act = async (person) => {
  const { shop } = person;
  const tents = await newGoods(person, 'goods', { quantity: 3 });
  const order = await delivered(person, await buy(person, [tents]));
  if (order === undefined || tents === undefined) return;
  const units = (quantity: number) => ({ items: [{ ...named(tents), quantity }] });
  const route = 'logistics/requestReship';
  const none = { items: [{ productId: 'prd_unknown', quantity: 1 }] };
  await isRefused(person, route, again(person, order, 'unknown', none));
  if ((await shop.insist(route, again(person, order, 'two', units(2)))).status >= 400) return;
  await isRefused(person, route, again(person, order, 'two', { ...units(2), reason: 'lost' }));
  await shop.insist(route, again(person, order, 'impatient', units(1)));
  const [parcel] = parcelsOfOrder(shop, order.orderId);
  if (parcel === undefined) return;
  await shop.insist('logistics/approveReship', packing(person, parcel.id));
  const other = await until(person, () => parcelsOfOrder(shop, order.orderId)[1]);
  await shop.insist(route, again(person, order, 'more', units(2)));
  if (other !== undefined)
    await shop.insist('logistics/dispatchShipment', { ...packing(person, other.id), body: units(1) });
  // Two colleagues agree to send the rest.
  const caller = as(person, 'fulfilment');
  const all = await buy(person, [tents], { what: 'all' });
  if (all === undefined || (await sent(person, all)) === undefined) return;
  await Promise.all(
    ['one', 'other'].map((who) => shop.insist(route, { ...again(person, all, who, {}), caller })),
  );
};

/** An account is suspended while parcels of it wait, and closed while others did not arrive. */
export const sendToBarred: Act = async (person) => {
  const { shop, name, done } = person;
  const userId = `usr_${name}guest${done}` as const;
  const guest: Person = { ...person, userId };
  await admitted(person, [userId]);
  const line = await newGoods(person, 'goods');
  const arrived = await delivered(guest, await buy(guest, [line], { what: 'arrives' }));
  const lost = await sent(guest, await buy(guest, [line], { what: 'gets lost' }));
  const waiting = await packed(guest, await buy(guest, [line], { what: 'waits' }));
  const route = 'logistics/requestReship';
  if (arrived !== undefined) await shop.insist(route, again(guest, arrived, 'wish', {}));
  await tellStanding(shop, userId, 'suspended', 10);
  if (waiting !== undefined)
    await shop.insist('logistics/dispatchShipment', { ...packing(person, waiting.id), body: {} });
  if (arrived !== undefined) await shop.insist(route, again(guest, arrived, 'wish of before', {}));
  await tellStanding(shop, userId, 'open', 11);
  const undelivered = lost && orderOf(shop, lost.orderId);
  if (lost?.label !== undefined) shop.carrier.befall(lost.label.trackingNumber, 'lost');
  if (lost !== undefined)
    await until(person, () => orderOf(shop, lost.orderId)?.status === 'undelivered' || undefined);
  await tellStanding(shop, userId, 'erased', 12);
  if (undelivered !== undefined)
    await shop.insist('orders/decideUndelivered', {
      caller: as(person, 'fulfilment'),
      params: { orderId: undelivered.orderId },
      body: { outcome: 'reship', restock: false },
    });
  if (arrived === undefined) return;
  await shop.insist(route, again(guest, arrived, 'wish afterwards', {}));
  const [parcel] = parcelsOfOrder(shop, arrived.orderId);
  if (parcel === undefined) return;
  await shop.insist('logistics/approveReship', packing(person, parcel.id));
  await shop.insist('logistics/showPackingSlip', packing(person, parcel.id));
};

/** What did not arrive is to go out once more, of which nothing is left. */
export const sendWhatIsSoldOut: Act = async (person) => {
  const { shop } = person;
  const line = await newGoods(person, 'goods', { stock: 1 });
  const order = await buy(person, [line]);
  const parcel = await sent(person, order);
  if (order === undefined || parcel?.label === undefined) return;
  shop.carrier.befall(
    parcel.label.trackingNumber,
    drawn(person, 'lost', 0, 1) === 0 ? 'lost' : 'return_to_sender',
  );
  await until(person, () => orderOf(shop, order.orderId)?.status === 'undelivered' || undefined);
  const decide = { caller: as(person, 'fulfilment'), params: { orderId: order.orderId } };
  const unknown = { items: [{ productId: 'prd_unknown', quantity: 1 }] };
  const decision = { outcome: 'reship', restock: false };
  await isRefused(person, 'orders/decideUndelivered', { ...decide, body: { ...decision, ...unknown } });
  await shop.insist('orders/decideUndelivered', { ...decide, body: decision });
  await shop.world.wait(DAY);
  shop.carrier.befall(parcel.label.trackingNumber, 'delivered');
};
