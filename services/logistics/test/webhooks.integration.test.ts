import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { outboxOf } from '@cartless/testing';
import type { Shipment } from '../src/shipments/shipment.ts';
import { firstParcel, openWorld, paidOrder, SECRET, shopper, type World } from './world.ts';

const sign = (body: string): Record<string, string> => ({
  'x-hmac-signature': `hmac-sha256-hex=${createHmac('sha256', SECRET).update(body).digest('hex')}`,
});

type Scan = readonly [status: string, minute: number, detail?: string];

/** A webhook body of EasyPost's shape with the scans so far. */
function trackerEvent(code: string, ...scans: readonly Scan[]): string {
  const time = (minute: number) => new Date(Date.UTC(2030, 0, 1, 0, minute)).toISOString();
  return JSON.stringify({
    id: `evt_${code}_${scans.length}`,
    object: 'Event',
    description: 'tracker.updated',
    result: {
      id: 'trk_1',
      object: 'Tracker',
      tracking_code: code,
      carrier: 'SFExpress',
      status: scans.at(-1)?.[0] ?? 'unknown',
      updated_at: time(scans.at(-1)?.[1] ?? 0),
      est_delivery_date: null,
      tracking_details: scans.map(([status, minute, detail]) => ({
        status,
        status_detail: detail ?? status,
        message: `${status} at ${minute}`,
        datetime: time(minute),
        tracking_location: { city: 'Wuhan', state: 'Hubei', country: 'CN' },
      })),
    },
  });
}

describe('webhooks of the carrier', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
    await world.control('webhooks', { paused: true });
  });
  afterAll(() => world.close());

  let parcel: Shipment;
  const send = (...scans: readonly Scan[]) => {
    const body = trackerEvent(parcel.label?.trackingNumber ?? '', ...scans);
    return world.receive(sign(body), body);
  };
  const now = async (): Promise<Shipment> => (await world.shipments.find(parcel.id)) ?? parcel;
  const told = async (): Promise<string[]> => {
    const item = await world.items.get({ pk: parcel.orderNumber, sk: parcel.id }, { consistent: true });
    return outboxOf(item).map(({ type, n }) => `${type} ${n}`);
  };
  beforeEach(async () => {
    const order = paidOrder();
    await world.create(order);
    parcel = await world.buy(firstParcel(order), { dispatch: true });
  });

  it('come twice and change the parcel once', async () => {
    expect(await send(['in_transit', 1])).toBe('applied');
    const after = await now();
    expect(await send(['in_transit', 1])).toBe('nothing-new');
    expect(await now()).toEqual(after);
  });

  it('lead to the same parcel in whatever order they arrive', async () => {
    const scans: readonly Scan[] = [
      ['in_transit', 1],
      ['failure', 2],
      ['in_transit', 3],
      ['out_for_delivery', 4],
      ['delivered', 5],
    ];
    for (const upTo of [3, 1, 5, 2, 4]) await send(...scans.slice(0, upTo));
    expect((await now()).status).toBe('delivered');
    expect((await now()).history.map(({ status }) => status)).toEqual([
      'label-bought',
      'in-transit',
      'exception',
      'in-transit',
      'out-for-delivery',
      'delivered',
    ]);
  });

  it('never move a parcel backwards when they are late', async () => {
    await send(['in_transit', 1], ['delivered', 9]);
    expect(await told()).toEqual([`logistics.shipment-delivered.v1 ${(await now()).version}`]);
    expect(await send(['in_transit', 1], ['failure', 5])).toBe('applied');
    expect((await now()).status).toBe('delivered');
    expect(await told()).toEqual([]);
  });

  it('tell of exception, loss and delivery, each once', async () => {
    await send(['in_transit', 1], ['failure', 2]);
    expect((await told())[0]).toContain('shipment-exception');
    await send(['in_transit', 1], ['failure', 2], ['failure', 3, 'lost']);
    expect((await told())[0]).toContain('shipment-lost');
    expect((await now()).status).toBe('lost');
    await send(['in_transit', 1], ['failure', 2], ['failure', 3, 'lost'], ['delivered', 4]);
    expect((await told())[0]).toContain('shipment-delivered');
  });

  it('about a parcel that is not known yet are kept and applied when it is', async () => {
    const order = paidOrder();
    await world.create(order);
    const id = firstParcel(order);
    // The label is bought at the carrier, and we do not know of it yet.
    const { signal } = new AbortController();
    const consignment = { ...parcel, id, origin: parcel.address };
    const { ref, rates } = await world.easypost.book(consignment, signal);
    const booking = { provider: 'easypost', ref };
    const { label } = await world.easypost.buy(booking, rates[0]?.id ?? '', consignment, signal);
    const early = trackerEvent(label.trackingNumber, ['in_transit', 1], ['delivered', 2]);
    expect(await world.receive(sign(early), early)).toBe('kept');
    expect((await world.track(order.orderNumber, shopper)).status).toBe('created');

    const stored = await world.buy(id, { dispatch: true });
    expect(stored.label?.trackingNumber).toBe(label.trackingNumber);
    expect(stored.status).toBe('delivered');
    expect(await world.codes.kept('easypost', label.trackingNumber)).toEqual([]);
  });

  it('are refused when unsigned, signed with another secret, or changed', async () => {
    const body = trackerEvent('SF1', ['delivered', 1]);
    await expect(world.receive({}, body)).rejects.toMatchObject({ code: 'BAD_SIGNATURE' });
    await expect(world.receive(sign(`${body} `), body)).rejects.toMatchObject({ code: 'BAD_SIGNATURE' });
  });

  it('are refused when they are no tracking update, and passed over when they are about something else', async () => {
    for (const body of [
      '',
      '{',
      '[]',
      '{"id":"evt_1","object":"Event","description":"tracker.updated","result":{}}',
    ]) {
      await expect(world.receive(sign(body), body)).rejects.toMatchObject({ code: 'WEBHOOK_MALFORMED' });
    }
    const other = JSON.stringify({ id: 'evt_2', object: 'Event', description: 'batch.created', result: {} });
    expect(await world.receive(sign(other), other)).toBe('ignored');
  });

  it('with scans at impossible times or in states unknown to us still bring the rest', async () => {
    const body = trackerEvent(
      parcel.label?.trackingNumber ?? '',
      ['teleported', 1],
      ['delivered', 2],
    ).replace(/"datetime":"2030-01-01T00:01[^"]*"/, '"datetime":"yesterday"');
    expect(await world.receive(sign(body), body)).toBe('applied');
    expect((await now()).status).toBe('delivered');
  });

  it('cost one write of the parcel', async () => {
    await world.control('webhooks', { paused: true });
    world.table.meter.take();
    await send(['in_transit', 1]);
    const used = world.table.meter.take();
    expect(used).toMatchObject({ writeRequests: 1, readRequests: 2, scans: 0 });
    expect(used.writeUnits).toBeLessThanOrEqual(2);
  });
});
