import { publicationsOf } from '@cartless/aggregate';
import { memoryItems } from '@cartless/aggregate/memory';
import {
  DeliveryGivenUp,
  type DomainEvent,
  type ProductId,
  ReshipOrdered,
  ReturnReceived,
  type ShipmentId,
  type Sku,
} from '@cartless/domain';
import { eventsOf } from '@cartless/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { carriers } from '../src/carriers/choice.ts';
import { LOGISTICS_TABLE } from '../src/logistics-table.ts';
import type { ReshipReason } from '../src/reshipping/reship-state.ts';
import { stillOut, unitsOf } from '../src/returning/came-back.ts';
import { shipmentDeclaration } from '../src/shipments/shipment-store.ts';
import { trackingView } from '../src/tracking/tracking-view.ts';
import type { ParcelLine, Shipment } from '../src/shipments/shipment.ts';
import { memoryCarrier } from './memory-carrier.ts';
import { useCases } from './use-cases.ts';
import { admin as staff, firstParcel, paidOrder, shopper } from './world.ts';

const LAMP = 'prd_lamp' as const;
const BOOK = 'prd_book' as const;
const line = (productId: string, quantity: number): ParcelLine => ({
  productId,
  title: productId,
  category: 'home',
  quantity,
});
const of = (productId: ProductId, quantity: number) => ({ productId, quantity });

const order = paidOrder();
const id = firstParcel(order);
const nth = (place: number) => id.replace(/_1$/, `_${place}`) as ShipmentId;

async function aParcel() {
  const items = memoryItems(LOGISTICS_TABLE);
  const events: DomainEvent[] = [];
  items.watch(({ after }) => void events.push(...eventsOf(after, publicationsOf(shipmentDeclaration))));
  const { carrier } = memoryCarrier();
  const clock = () => new Date('2026-10-01T00:00:00Z');
  const service = useCases({ items, carriers: carriers(carrier), clock });
  await service.create(order);
  await service.buyInBackground(id);
  const set = (parcel: ShipmentId, state: Partial<Shipment>) =>
    service.shipments.change(parcel, (before) => ({ state: { ...before, ...state } as never }));
  await set(id, { status: 'delivered', lines: [line(LAMP, 3), line(BOOK, 1)] } as never);
  const ask = (caller: typeof shopper, reason: ReshipReason, items_?: readonly object[], key?: string) =>
    service.requestReship({
      typed: order.orderNumber,
      caller,
      wish: { reason, photos: [], ...(items_ && { items: items_ as never }) },
      idempotencyKey: key,
    });
  const parts = (list: readonly object[], parcel = id) => ({
    shipmentIds: [],
    parts: [{ shipmentId: parcel, items: list as never }],
  });
  return {
    service,
    events,
    set,
    ask,
    all: () => service.shipments.ofOrder(order.orderNumber),
    orders: (event: string, list: readonly object[], parcel = id) =>
      service.decisions.reship({
        id: event,
        data: { ...ReshipOrdered.example, ...order, ...parts(list, parcel) },
      }),
    givesUp: (event: string, list: readonly object[], parcel = id) =>
      service.decisions.giveUp({
        id: event,
        data: { ...DeliveryGivenUp.example, ...order, ...parts(list, parcel) },
      }),
    decided: (decision: number, outcome: 'refund' | 'reship', list?: readonly object[], parcel = id) =>
      service.decisions.follow({
        data: {
          orderId: order.orderId,
          userId: order.userId,
          decision,
          parcels: [{ shipmentId: parcel, outcome, ...(list && { items: list as never }) }],
        },
      }),
    cameBack: (event: string, productId: ProductId, quantity: number) =>
      service.cameBack({
        id: event,
        data: {
          ...ReturnReceived.example,
          orderNumber: order.orderNumber,
          returnItems: ReturnReceived.example.returnItems.map((item) => ({ ...item, productId, quantity })),
        },
      }),
  };
}
type World = Awaited<ReturnType<typeof aParcel>>;

describe('some of the items of a parcel', () => {
  let world: World;
  beforeEach(async () => void (world = await aParcel()));
  const contents = async () =>
    (await world.all()).map(({ lines }) =>
      lines.map(({ productId, quantity }) => `${quantity} ${productId}`).join(', '),
    );

  it('are sent again alone, and others of it later, as long as units are left', async () => {
    await world.ask(shopper, 'damaged', [of(LAMP, 1)]);
    const first = await world.service.approve(id);
    expect(first).toMatchObject({ id: nth(2), replaces: id, part: true });
    await world.ask(shopper, 'damaged', [of(LAMP, 1), of(BOOK, 1)]);
    await world.service.approve(id);
    expect(await contents()).toEqual([`3 ${LAMP}, 1 ${BOOK}`, `1 ${LAMP}`, `1 ${LAMP}, 1 ${BOOK}`]);
    const told = world.events.filter(({ type }) => type.includes('reship-approved'));
    expect(told).toMatchObject([
      { data: { replacement: nth(2), again: [of(LAMP, 1)] } },
      { data: { replacement: nth(3), again: [of(LAMP, 1), of(BOOK, 1)] } },
    ]);
    const gone = { code: 'RESHIP_ITEMS_GONE' };
    await expect(world.ask(shopper, 'damaged', [of(LAMP, 2)])).rejects.toMatchObject(gone);
    await expect(world.ask(shopper, 'damaged', [of(BOOK, 1)])).rejects.toMatchObject(gone);
    expect((await world.service.shipments.read(id)).replacedBy).toBeUndefined();
    await world.ask(staff, 'damaged', [of(LAMP, 1)]);
    expect((await world.service.shipments.read(id)).replacedBy).toBe(nth(4));
    await expect(world.ask(shopper, 'damaged', [of(LAMP, 1)])).rejects.toMatchObject({
      code: 'RESHIP_ALREADY_REPLACED',
    });
  });

  it('are not sent again when they came back, and all that is left is what did not', async () => {
    await world.ask(staff, 'damaged', [of(LAMP, 1)]);
    await world.cameBack('ret-1', LAMP, 1);
    await expect(world.ask(shopper, 'damaged', [of(LAMP, 2)])).rejects.toMatchObject({
      code: 'RESHIP_ITEMS_GONE',
    });
    await world.set(nth(2), { status: 'cancelled' });
    await world.ask(staff, 'damaged');
    expect((await contents()).at(-1)).toBe(`1 ${LAMP}, 1 ${BOOK}`);
  });

  it('are answered the same when the same key comes again, whatever was granted since', async () => {
    const first = await world.ask(staff, 'damaged', [of(LAMP, 1)], 'key-one');
    const second = await world.ask(staff, 'damaged', [of(LAMP, 1)], 'key-two');
    expect([first.shipment.id, second.shipment.id]).toEqual([nth(2), nth(3)]);
    const again = await world.ask(staff, 'damaged', [of(LAMP, 1)], 'key-one');
    expect(again).toMatchObject({ replayed: true, shipment: { id: nth(2) } });
    await expect(world.ask(staff, 'damaged', [of(LAMP, 2)], 'key-one')).rejects.toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
    expect(await world.all()).toHaveLength(3);
  });

  it('come out of the parcel that has them, of several out of the one that the reason speaks of', async () => {
    const [first] = await world.all();
    const lost = { ...first, id: nth(2), version: 0, status: 'lost', part: true, lines: [line(LAMP, 1)] };
    await world.service.shipments.create(() => ({ state: lost as never }));
    const asked = async (reason: ReshipReason, product: ProductId) =>
      (await world.ask(staff, reason, [of(product, 1)])).shipment.replaces;
    expect(await asked('lost', LAMP)).toBe(nth(2));
    expect(await asked('damaged', LAMP)).toBe(id);
    expect(await asked('lost', BOOK)).toBe(id);
  });

  it('are refused, and may be asked for again', async () => {
    await world.ask(shopper, 'damaged', [of(BOOK, 1)]);
    await world.service.reject(id, 'Too late');
    expect(world.events.at(-1)).toMatchObject({ data: { wanted: [of(BOOK, 1)] } });
    const parcels = await world.all();
    const newer = { ...parcels[0]!, id: nth(2), createdAt: '2030-01-01T00:00:00.000Z' };
    const { reship: _, ...another } = newer;
    const seen = trackingView([...parcels, another], another, new Date('2030-01-02T00:00:00Z'));
    expect(seen.reship).toMatchObject({ state: 'rejected', refusal: 'Too late' });
    await world.ask(shopper, 'damaged', [of(BOOK, 1)]);
    expect(await world.service.approve(id)).toMatchObject({ lines: [line(BOOK, 1)] });
  });

  it('are sent again once when the shop orders it, and never what it gave up', async () => {
    await world.set(id, { status: 'lost' });
    await world.orders('one', [of(LAMP, 2)]);
    await world.orders('one', [of(LAMP, 2)]);
    await world.givesUp('two', [of(LAMP, 1), of(BOOK, 1)]);
    await world.givesUp('two', [of(LAMP, 1), of(BOOK, 1)]);
    await world.orders('three', [of(LAMP, 1)]);
    expect(await contents()).toEqual([`3 ${LAMP}, 1 ${BOOK}`, `2 ${LAMP}`]);
    expect(world.events.find(({ type }) => type.includes('approved'))).toMatchObject({
      data: { ordered: true, again: [of(LAMP, 2)], replacement: nth(2) },
    });
    await expect(world.ask(shopper, 'lost', [of(BOOK, 1)])).rejects.toMatchObject({
      code: 'RESHIP_NOT_POSSIBLE',
    });
  });

  it('are sent again once however often that is told, and it is answered each time', async () => {
    await world.set(id, { status: 'lost' });
    for (const _ of [1, 2, 3]) await world.decided(7, 'reship', [of(LAMP, 1)]);
    await world.decided(8, 'reship', [of(LAMP, 1)]);
    await world.decided(8, 'refund', [of(LAMP, 1), of(BOOK, 1)]);
    await world.decided(8, 'refund', [of(LAMP, 1), of(BOOK, 1)]);
    expect(await contents()).toEqual([`3 ${LAMP}, 1 ${BOOK}`, `1 ${LAMP}`, `1 ${LAMP}`]);
    const answers = world.events.filter(({ type }) => type === 'logistics.decision-followed.v1');
    expect(answers.map(({ data }) => data)).toEqual(
      [7, 7, 7, 8, 8, 8].map((decision) => ({
        shipmentId: id,
        orderId: order.orderId,
        userId: order.userId,
        decision,
      })),
    );
    await world.decided(9, 'refund');
    expect((await world.all()).map(({ status }) => status)).toEqual(['lost', 'cancelled', 'cancelled']);
  });

  it('are not sent by the event of before when the decision has a number, and is told by that', async () => {
    await world.set(id, { status: 'lost' });
    const data = { ...ReshipOrdered.example, ...order, shipmentIds: [id], decision: 7 };
    await world.service.decisions.reship({ id: 'before', data });
    await world.service.decisions.giveUp({ id: 'before', data: { ...DeliveryGivenUp.example, ...data } });
    expect(await world.all()).toHaveLength(1);
    expect((await world.service.shipments.read(id)).givenUpAt).toBeUndefined();
  });

  it('are told by events that a release which knew only of whole parcels does not take for all', async () => {
    await world.ask(staff, 'damaged', [of(LAMP, 1)]);
    await world.service.buyInBackground(nth(2));
    await world.ask(staff, 'damaged', [of(LAMP, 2), of(BOOK, 1)]);
    await world.service.buyInBackground(nth(3));
    const approvals = world.events.filter(({ type }) => type.includes('approved'));
    expect(approvals.map(({ type }) => type)).toEqual([
      'logistics.partial-reship-approved.v1',
      'logistics.reship-approved.v1',
    ]);
    const sent = world.events.filter(({ type }) => type.includes('dispatched')).map(({ data }) => data);
    expect(sent[1]).toMatchObject({ shipmentId: nth(2), replacesSome: id, items: [of(LAMP, 1)] });
    expect(sent[1]).not.toHaveProperty('replaces');
    expect(sent[2]).toMatchObject({ shipmentId: nth(3), replaces: id });
  });

  it('say which was the first of the parcels that went in each other\u2019s place', async () => {
    await world.set(id, { status: 'lost' });
    await world.ask(staff, 'lost');
    await world.set(nth(2), { status: 'lost', label: {}, dispatchedAt: '2026-10-01T00:00:00Z' } as never);
    await world.ask(staff, 'lost', [of(LAMP, 1)]);
    const made = world.events.filter(({ type }) => type.includes('shipment-created')).map(({ data }) => data);
    expect(made[1]).not.toHaveProperty('origin');
    expect(made[2]).toMatchObject({ replacesSome: nth(2), origin: id });
  });

  it('are stopped when their money went back at the same time', async () => {
    await world.set(id, { status: 'lost' });
    await world.ask(staff, 'lost', [of(BOOK, 1)]);
    await world.ask(staff, 'lost', [of(LAMP, 1)]);
    await world.givesUp('two', [of(BOOK, 1)]);
    expect((await world.all()).map(({ status }) => status)).toEqual(['lost', 'cancelled', 'created']);
  });

  it('leave nothing of their shopper behind when the account is erased', async () => {
    await world.ask(staff, 'damaged', [of(LAMP, 1)], 'key-one');
    await world.service.erase(order.userId);
    expect((await world.service.shipments.read(id)).resent).toEqual([
      { parcel: nth(2), items: [of(LAMP, 1)] },
    ]);
  });
});

/** A small generator of numbers: the same seed, the same history. */
const seeded = (seed: number) => {
  let state = seed + 1;
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
};

describe('whatever is asked, decided and returned, in whichever order and however often', () => {
  const bought: ReadonlyMap<Sku, number> = new Map([
    [LAMP, 3],
    [BOOK, 1],
  ]);

  it.each(Array.from({ length: 40 }, (_, seed) => seed))(
    'no unit is sent again twice, nor after its money went back (history %i)',
    async (seed) => {
      const random = seeded(seed);
      const world = await aParcel();
      if (random(2) === 0) await world.set(id, { status: 'lost' });
      const some = () =>
        [of(LAMP, random(4)), of(BOOK, random(2))].filter(({ quantity }) => quantity > 0) as {
          productId: ProductId;
          quantity: number;
        }[];
      const told: (() => Promise<unknown>)[] = [];
      const steps: (() => Promise<unknown>)[] = [
        () => world.ask(shopper, 'damaged', some()),
        () => world.ask(staff, random(2) === 0 ? 'lost' : 'damaged', some()),
        () => world.service.approve(nth(1 + random(2))),
        () => world.service.reject(nth(1 + random(2)), 'no'),
        async () => {
          const what = some();
          const event = `e${told.length}`;
          const tell = [
            () => world.orders(event, what),
            () => world.givesUp(event, what),
            () => world.cameBack(event, LAMP, 1 + random(2)),
          ][random(3)]!;
          told.push(tell);
          await tell();
        },
        async () => told[random(told.length)]?.(),
        async () => {
          const [next] = (await world.all()).filter(({ status }) => status === 'created');
          if (next) await world.service.buyInBackground(next.id);
        },
      ];
      for (let n = 0; n < 25; n += 1) {
        await steps[random(steps.length)]!().catch((error: unknown) => {
          if (!(error instanceof Error && 'code' in error)) throw error;
        });
        check(await world.all(), bought);
      }
    },
  );
});

/** What is out with the shopper, or is to be, is never more than was bought, and every parcel can account for its units. */
function check(parcels: readonly Shipment[], bought: ReadonlyMap<Sku, number>): void {
  for (const parcel of parcels) {
    const gone = unitsOf([...(parcel.back ?? []), ...(parcel.resent ?? [])].flatMap(({ items }) => items));
    const held = unitsOf(parcel.lines);
    for (const [sku, quantity] of gone) expect(quantity).toBeLessThanOrEqual(held.get(sku) ?? 0);
    for (const { parcel: other, items } of parcel.resent ?? []) {
      const made = parcels.find((one) => one.id === other);
      expect(made?.replaces).toBe(parcel.id);
      expect([...unitsOf(made?.lines ?? [])]).toEqual([...unitsOf(items)]);
    }
  }
  const out = unitsOf(
    parcels.filter(({ status }) => status !== 'cancelled').flatMap((parcel) => stillOut(parcel)),
  );
  for (const [sku, quantity] of out) expect(quantity).toBeLessThanOrEqual(bought.get(sku) ?? 0);
  expect(new Set(parcels.map(({ id: one }) => one)).size).toBe(parcels.length);
}
