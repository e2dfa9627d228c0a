import type { Items } from '@cartless/aggregate';
import { memoryItems } from '@cartless/aggregate/memory';
import type { ShipmentStatus } from '@cartless/domain';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Carrier, CarrierWebhook } from '../src/carriers/carrier.ts';
import { carriers } from '../src/carriers/choice.ts';
import { CarrierRefused, CarrierUnavailable } from '../src/carriers/errors.ts';
import { LOGISTICS_TABLE } from '../src/logistics-table.ts';
import { receiveUpdate } from '../src/tracking/receive-update.ts';
import { trackShipment } from '../src/tracking/track-shipment.ts';
import { type ClosableCache, trackingCache } from '../src/tracking/tracking-cache.ts';
import type { TrackingEvent, TrackingUpdate } from '../src/tracking/tracking.ts';
import { memoryCarrier } from './memory-carrier.ts';
import { useCases } from './use-cases.ts';
import { firstParcel, paidOrder, shopper } from './world.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const REFRESH_SECONDS = 600;
const iso = (at: number): string => new Date(at).toISOString();

const webhook: CarrierWebhook = {
  provider: 'van',
  recognises: () => true,
  read: async (_headers, body) => JSON.parse(body) as { eventId: string; update: TrackingUpdate },
};

describe('the answer to where a parcel is', () => {
  let now: number;
  let order: ReturnType<typeof paidOrder>;
  let carrier: ReturnType<typeof memoryCarrier>;
  let trouble: Error | undefined;
  let asked: number;
  let broken: { query?: Error; writesLeft?: number };
  let service: ReturnType<typeof useCases>;
  let caches: ClosableCache[];
  let soldAt: number;
  let items: Items;

  beforeEach(async () => {
    now = Date.parse('2026-11-20T08:00:00Z');
    order = paidOrder();
    carrier = memoryCarrier();
    trouble = undefined;
    asked = 0;
    broken = {};
    caches = [];
    items = breakable(memoryItems(LOGISTICS_TABLE));
    service = openService(() => new Date(now));
    await service.create(order);
    await service.buyInBackground(firstParcel(order));
    soldAt = now;
  });
  afterEach(() => Promise.all(caches.map((cache) => cache.close())));

  const openService = (clock: () => Date) =>
    useCases({ items, carriers: carriers(troubled(carrier.carrier)), clock });
  const troubled = (inner: Carrier): Carrier => ({
    ...inner,
    track: async (label) => {
      asked += 1;
      if (trouble !== undefined) throw trouble;
      return inner.track(label);
    },
  });
  const breakable = (inner: Items): Items => ({
    ...inner,
    query: (...query) => (broken.query ? Promise.reject(broken.query) : inner.query(...query)),
    write: (...writes) => {
      broken.writesLeft = (broken.writesLeft ?? Infinity) - 1;
      return broken.writesLeft < 0 ? Promise.reject(new Error('throttled')) : inner.write(...writes);
    },
  });

  /** A container with a memory of its own, whose clock differs by so much. */
  const container = (skewMs = 0) => {
    const clock = () => new Date(now + skewMs);
    const cache = trackingCache({ table: 'test', clock });
    caches.push(cache);
    const { shipments, askCarrier } = openService(clock);
    const refreshSeconds = REFRESH_SECONDS;
    const track = trackShipment({
      shipments,
      askCarrier,
      cache,
      clock,
      refreshSeconds,
      notice: () => undefined,
    });
    return () => track(order.orderNumber, shopper);
  };
  const scan = (status: ShipmentStatus, time: number): TrackingEvent => ({
    time: iso(time),
    status,
    place: null,
    message: status,
  });
  const calls = (events: readonly TrackingEvent[], updatedAt: number) => {
    const update = { trackingNumber: 'V1', carrier: 'Van', estimatedDelivery: null, events };
    const body = { eventId: `evt ${updatedAt}`, update: { ...update, updatedAt: iso(updatedAt) } };
    return receiveUpdate({ ...service.common, webhooks: [webhook] })({}, JSON.stringify(body));
  };

  it('holds a webhook within a second in every container, at one read and no call of the carrier', async () => {
    const all = [container(), container(), container()];
    for (const look of all) await look();
    now += 100;
    await calls([scan('out-for-delivery', now)], now);
    now += 900;
    for (const look of all) expect(await look()).toMatchObject({ status: 'out-for-delivery', stale: false });
    expect(asked).toBe(0);
  });

  /** So long after the label that a look asks the carrier. */
  const later = (ms = HOUR): void => void (now += ms);

  it.each([
    ['is down, hangs, throttles us, answers garbage, or its breaker is open', CarrierUnavailable],
    ['knows no such parcel', CarrierRefused],
  ])('is stale in every container, as of the last word, while the carrier %s', async (_what, error) => {
    later();
    trouble = error({ details: { reason: 'x' } });
    const [asks, others] = [container(), container()];
    expect(await asks()).toMatchObject({ status: 'dispatched', stale: true, asOf: iso(soldAt) });
    // Who has not asked says the same, at once and later, and does not ask again.
    expect(await others()).toMatchObject({ stale: true, asOf: iso(soldAt) });
    now += 10 * SECOND;
    expect(await others()).toMatchObject({ stale: true, asOf: iso(soldAt) });
    expect(asked).toBe(1);
    trouble = undefined;
    now += REFRESH_SECONDS * SECOND;
    expect(await asks()).toMatchObject({ stale: false, asOf: iso(now) });
    now += SECOND;
    expect(await others()).toMatchObject({ stale: false });
  });

  it('is stale after a question of the scheduler in vain, and not by what has no carrier to ask', async () => {
    await service.shipments.change(firstParcel(order), (parcel) => ({
      state: { ...parcel, unanswered: true, askedAt: iso(now) },
    }));
    expect(await container()()).toMatchObject({ stale: true });
    await service.askCarrier(await service.shipments.read(firstParcel(order)));
    expect(await container()()).toMatchObject({ stale: false });
    const fresh = paidOrder();
    order = fresh;
    await service.create(fresh);
    now += HOUR;
    expect(await container()()).toMatchObject({ status: 'created', stale: false, asOf: iso(now) });
  });

  it('is stale no more when a webhook tells of later than the question, and still is by one from before', async () => {
    later();
    trouble = CarrierUnavailable({ details: { reason: 'x' } });
    await container()();
    const failedAt = now;
    now += MINUTE;
    await calls([scan('in-transit', failedAt - MINUTE)], failedAt - MINUTE);
    expect(await container()()).toMatchObject({
      status: 'in-transit',
      stale: true,
      asOf: iso(failedAt - MINUTE),
    });
    await calls([scan('out-for-delivery', now)], now);
    expect(await container()()).toMatchObject({ status: 'out-for-delivery', stale: false, asOf: iso(now) });
  });

  it('is not stale of a parcel at its end, whatever was asked in vain before', async () => {
    later();
    trouble = CarrierUnavailable({ details: { reason: 'x' } });
    await container()();
    await calls([scan('delivered', now - MINUTE)], now - MINUTE);
    now += HOUR;
    expect(await container()()).toMatchObject({ status: 'delivered', stale: false, asOf: iso(now) });
  });

  it('is not taken back by a webhook that is later than the question', async () => {
    later();
    carrier.scans.push(scan('in-transit', now - MINUTE), scan('out-for-delivery', now - SECOND));
    expect(await container()()).toMatchObject({ status: 'out-for-delivery', asOf: iso(now), stale: false });
    const askedAt = now;
    now += MINUTE;
    await calls([scan('in-transit', askedAt - MINUTE)], askedAt - MINUTE);
    expect(await container()()).toMatchObject({
      status: 'out-for-delivery',
      asOf: iso(askedAt),
      stale: false,
    });
  });

  it('is as old as the newest thing in it, when the carrier says not when it changed', async () => {
    now += MINUTE;
    await calls([scan('in-transit', now)], 0);
    expect(await container()()).toMatchObject({ asOf: iso(now), stale: false });
  });

  it('is stale when whoever asked died of it', async () => {
    await service.shipments.change(firstParcel(order), (parcel) => ({
      state: { ...parcel, askedAt: iso(now + SECOND) },
    }));
    now += 2 * SECOND;
    expect(await container()()).toMatchObject({ stale: false });
    now += MINUTE;
    expect(await container()()).toMatchObject({ stale: true, asOf: iso(soldAt) });
  });

  it('comes from memory, stale and as of then, while the table cannot be read, for a day', async () => {
    const look = container();
    const before = await look();
    broken.query = new Error('throttled');
    now += 400;
    expect(await look()).toEqual(before);
    now += 23 * HOUR;
    expect(await look()).toEqual({ ...before, stale: true });
    now += HOUR;
    await expect(look()).rejects.toThrow('throttled');
    await expect(container()()).rejects.toThrow('throttled');
  });

  it('is what is known, and stale, while the table can be read and not written', async () => {
    later();
    broken.writesLeft = 0;
    expect(await container()()).toMatchObject({ status: 'dispatched', stale: true, asOf: iso(soldAt) });
    expect(asked).toBe(0);
    broken = {};
    expect(await container()()).toMatchObject({ stale: false, asOf: iso(now) });
  });

  it('is what is known, and stale, when what the carrier said cannot be kept', async () => {
    later();
    carrier.scans.push(scan('in-transit', now));
    broken.writesLeft = 1;
    const look = container();
    expect(await look()).toMatchObject({ status: 'dispatched', stale: true, asOf: iso(soldAt) });
  });

  it.each([
    ['a little ahead', 5 * MINUTE],
    ['ahead', 20 * MINUTE],
    ['behind', -20 * MINUTE],
  ])('is asked for and as of no time to come, though the clock of a container is %s', async (_what, skew) => {
    later();
    const [odd, right] = [container(skew), container()];
    const first = await odd();
    expect(Date.parse(first.asOf)).toBeLessThanOrEqual(now + skew);
    const answer = await right();
    expect(Date.parse(answer.asOf)).toBeLessThanOrEqual(now);
    expect(answer.stale).toBe(false);
    trouble = CarrierUnavailable({ details: { reason: 'x' } });
    now += HOUR;
    expect(await right()).toMatchObject({ stale: true });
    expect(await odd()).toMatchObject({ stale: true });
  });
});
