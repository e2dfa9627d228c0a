import { memoryItems } from '@cartless/aggregate/memory';
import type { ShipmentStatus } from '@cartless/domain';
import { outboxOf } from '@cartless/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { CarrierWebhook } from '../src/carriers/carrier.ts';
import { carriers } from '../src/carriers/choice.ts';
import { LOGISTICS_TABLE } from '../src/logistics-table.ts';
import { receiveUpdate } from '../src/tracking/receive-update.ts';
import { trackingView } from '../src/tracking/tracking-view.ts';
import type { TrackingEvent, TrackingUpdate } from '../src/tracking/tracking.ts';
import { memoryCarrier } from './memory-carrier.ts';
import { useCases } from './use-cases.ts';
import { firstParcel, paidOrder } from './world.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const START = Date.parse('2026-11-20T08:00:00Z');
const iso = (at: number): string => new Date(at).toISOString();

/** A carrier that tells by calls to us what the test says, unsigned. */
const webhook: CarrierWebhook = {
  provider: 'van',
  recognises: () => true,
  read: async (_headers, body) => JSON.parse(body) as { eventId: string; update: TrackingUpdate },
};

describe('a carrier with a wrong clock', () => {
  let order: ReturnType<typeof paidOrder>;
  let id: ReturnType<typeof firstParcel>;
  let now: number;
  let carrier: ReturnType<typeof memoryCarrier>;
  let service: ReturnType<typeof useCases>;
  let items: ReturnType<typeof memoryItems>;
  beforeEach(async () => {
    now = START;
    order = paidOrder();
    id = firstParcel(order);
    carrier = memoryCarrier();
    items = memoryItems(LOGISTICS_TABLE);
    service = useCases({
      items,
      carriers: carriers(carrier.carrier),
      clock: () => new Date(now),
      autoDispatch: false,
    });
    await service.create(order);
  });

  const parcel = () => service.shipments.read(id);
  const sent = async (): Promise<void> => {
    await service.buyInBackground(id);
    await service.dispatch(id);
  };
  const scan = (status: ShipmentStatus, time: string, message: string = status): TrackingEvent => ({
    time,
    status,
    place: null,
    message,
  });
  /** The carrier calls us. */
  const calls = (events: readonly TrackingEvent[], more: Partial<TrackingUpdate> = {}) => {
    const update = {
      trackingNumber: 'V1',
      carrier: 'Van',
      updatedAt: events.at(-1)?.time ?? '',
      estimatedDelivery: null,
      events,
      ...more,
    };
    return receiveUpdate({ ...service.common, webhooks: [webhook] })(
      {},
      JSON.stringify({ eventId: `evt ${JSON.stringify(update)}`, update }),
    );
  };
  const told = async () =>
    outboxOf(await items.get({ pk: order.orderNumber, sk: id })).map(({ type, at }) => ({ type, at }));

  it.each([
    ['400 days ahead', (at: number) => iso(at + 400 * DAY)],
    ['an hour ahead', (at: number) => iso(at + HOUR)],
    ['in the year 9999', () => '9999-12-31T23:59:59.000Z'],
    ['whose times cannot be read', () => 'NaN'],
  ])('%s has delivered when its call came in, and what it said is kept', async (_what, clock) => {
    await sent();
    now += 2 * DAY;
    await calls([scan('delivered', clock(now))]);
    expect(await parcel()).toMatchObject({ status: 'delivered', statusAt: iso(now) });
    expect(await told()).toEqual([{ type: 'logistics.shipment-delivered.v1', at: iso(now) }]);
    const { history } = await parcel();
    const said = clock(now) === 'NaN' ? '' : clock(now);
    expect(history).toEqual([{ ...scan('delivered', iso(now)), said }]);
  });

  it.each([
    ['hours behind', (at: number) => iso(at - 10 * HOUR)],
    ['years behind', (at: number) => iso(at - 400 * DAY)],
    ['in the year 1', () => '0001-01-01T00:00:00.000Z'],
  ])('%s has not delivered before the parcel was handed over', async (_what, clock) => {
    now += HOUR;
    await sent();
    const handedOverAt = iso(now);
    now += 2 * HOUR;
    await calls([scan('delivered', clock(now))]);
    expect(await parcel()).toMatchObject({ status: 'delivered', statusAt: handedOverAt });
    expect(await told()).toEqual([{ type: 'logistics.shipment-delivered.v1', at: handedOverAt }]);
    expect((await parcel()).history).toMatchObject([{ time: handedOverAt, said: clock(now) }]);
  });

  it('behind does not let a parcel leave before there was one, when its scan is the first sign of that', async () => {
    await service.buyInBackground(id);
    now += DAY;
    await calls([scan('in-transit', '1970-01-01T00:00:00.000Z')]);
    expect(await parcel()).toMatchObject({
      status: 'in-transit',
      dispatchedAt: iso(START),
      statusAt: iso(START),
    });
  });

  it('is believed no more when it is asked than when it calls, or sells a label', async () => {
    carrier.scans.push(scan('label-bought', iso(START + 400 * DAY)));
    await sent();
    expect((await parcel()).history).toMatchObject([{ time: iso(START), said: iso(START + 400 * DAY) }]);
    now += DAY;
    carrier.scans.push(scan('delivered', iso(now + 400 * DAY)));
    await service.askCarrier(await parcel());
    expect(await parcel()).toMatchObject({
      status: 'delivered',
      statusAt: iso(now),
      carrierUpdatedAt: iso(now),
    });
  });

  it('is believed of a parcel that nobody knew yet up to when its call came in, not to when that is applied', async () => {
    now += HOUR;
    const receivedAt = iso(now);
    expect(await calls([scan('in-transit', iso(now + 400 * DAY))])).toBe('kept');
    // Sent again it is as old as it was.
    now += HOUR;
    await calls([scan('in-transit', iso(START + HOUR + 400 * DAY))]);
    now += DAY;
    await service.buyInBackground(id);
    expect(await parcel()).toMatchObject({
      status: 'in-transit',
      statusAt: receivedAt,
      dispatchedAt: receivedAt,
    });
  });

  it('leaves an update as it was that an earlier release has kept', async () => {
    now += HOUR;
    await calls([scan('in-transit', iso(now + 400 * DAY))]);
    const [kept] = (await items.query({ hash: 'parcel#van#V1' })).items;
    const { receivedAt: _, ...before } = kept ?? {};
    await items.write([{ put: before }]);
    now += DAY;
    await service.buyInBackground(id);
    expect(await parcel()).toMatchObject({ statusAt: iso(START + HOUR) });
  });

  it('that is ahead tells in whatever order one and the same way, by what it says came first', async () => {
    const ahead = 400 * DAY;
    const way = [
      scan('out-for-delivery', iso(START + ahead)),
      scan('exception', iso(START + ahead + HOUR)),
      scan('out-for-delivery', iso(START + ahead + 2 * HOUR), 'tried again'),
      scan('exception', iso(START + ahead + 3 * HOUR), 'nobody there'),
    ];
    for (const arrival of [way, way.toReversed(), [way[2]!, way[0]!, way[3]!, way[1]!]]) {
      const one = paidOrder();
      await service.create(one);
      await service.buyInBackground(firstParcel(one));
      await service.dispatch(firstParcel(one));
      const trackingNumber = (await service.shipments.read(firstParcel(one))).label?.trackingNumber ?? '';
      for (const event of arrival) {
        now += MINUTE;
        await calls([event], { trackingNumber });
      }
      const { history, status } = await service.shipments.read(firstParcel(one));
      expect(status).toBe('exception');
      expect(history.map(({ said }) => said)).toEqual(way.map(({ time }) => time));
      const times = history.map(({ time }) => time);
      expect(times).toEqual(times.toSorted());
    }
  });

  it('of one of its places does not turn round what the others saw', async () => {
    await sent();
    now += HOUR;
    await calls([scan('in-transit', iso(now))]);
    now += HOUR;
    await calls([scan('exception', iso(now + 400 * DAY))]);
    now += HOUR;
    await calls([scan('out-for-delivery', iso(now))]);
    expect(await parcel()).toMatchObject({ status: 'out-for-delivery', statusAt: iso(now) });
  });

  it('says the same again and is no news, so the parcel is asked about more and more rarely', async () => {
    await sent();
    const scans = [scan('in-transit', iso(START + 400 * DAY))];
    now += HOUR;
    await calls(scans);
    const first = await parcel();
    carrier.scans.push(...scans);
    for (const tries of [1, 2, 3]) {
      now += DAY;
      expect(await calls(scans)).toBe('nothing-new');
      await service.askCarrier(await parcel());
      expect(await parcel()).toMatchObject({ tries, statusAt: first.statusAt, history: first.history });
    }
  });

  it('that was put right is heard again', async () => {
    await sent();
    now += HOUR;
    await calls([], { updatedAt: iso(now + 400 * DAY), estimatedDelivery: iso(now + 2 * DAY) });
    expect(await parcel()).toMatchObject({ estimatedDelivery: iso(now + 2 * DAY), checkedAt: iso(now) });
    now += HOUR;
    await calls([], { updatedAt: iso(now), estimatedDelivery: iso(now + 3 * DAY) });
    expect(await parcel()).toMatchObject({
      estimatedDelivery: iso(now + 3 * DAY),
      checkedAt: iso(now),
      carrierUpdatedAt: iso(now),
    });
    expect(await parcel()).not.toHaveProperty('carrierSaid');
  });

  it('is heard again although an earlier release believed its time to come', async () => {
    await sent();
    const time = iso(START + 400 * DAY);
    await service.shipments.change(id, (before) => ({
      state: { ...before, carrierUpdatedAt: time, history: [scan('in-transit', time)] },
    }));
    now += HOUR;
    await calls([scan('in-transit', time)], { updatedAt: iso(now), estimatedDelivery: iso(now + DAY) });
    expect(await parcel()).toMatchObject({
      estimatedDelivery: iso(now + DAY),
      history: [{ time: iso(now), said: time }],
    });
  });

  it.each([
    ['in the year 9999', () => '9999-12-31T00:00:00Z'],
    ['after the parcel would count as lost', () => iso(now + 46 * DAY)],
    ['before there was a parcel', () => iso(START - DAY)],
    ['at no time', () => 'soon'],
  ])('is not believed to deliver %s, and what it said before stays', async (_what, estimatedDelivery) => {
    await sent();
    const believed = iso(START + 2 * DAY);
    await calls([], { updatedAt: iso(now), estimatedDelivery: believed });
    now += HOUR;
    await calls([], { updatedAt: iso(now), estimatedDelivery: estimatedDelivery() });
    expect(await parcel()).toMatchObject({ estimatedDelivery: believed, carrierUpdatedAt: iso(now) });
  });

  it('shows the shopper the times that are believed', async () => {
    await sent();
    now += HOUR;
    await calls([scan('in-transit', iso(now + 400 * DAY))]);
    const current = await parcel();
    expect(trackingView([current], current, new Date(now)).events).toEqual([scan('in-transit', iso(now))]);
  });

  it('is not believed to have found what its silence has lost, until it tells of a new scan', async () => {
    await sent();
    carrier.scans.push(scan('in-transit', iso(START)));
    const ask = async () => (await service.askCarrier(await parcel()))?.status;
    now += DAY;
    expect(await ask()).toBe('in-transit');
    now += 50 * DAY;
    expect(await ask()).toBe('lost');
    now += DAY;
    expect(await ask()).toBe('lost');
    await calls(carrier.scans, { updatedAt: iso(now) });
    expect(await parcel()).toMatchObject({ status: 'lost', carrierUpdatedAt: iso(now) });
    carrier.scans.push(scan('in-transit', iso(now), 'found'));
    expect(await ask()).toBe('in-transit');
  });
});
