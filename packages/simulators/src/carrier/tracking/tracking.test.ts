import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@cartless/eventually';
import { BEIJING, CarrierBench, CUSTOMS, type ApiError } from '../carrier-test-bench.ts';
import type { Tracker } from '../easypost-types.ts';

let bench: CarrierBench;
beforeEach(async () => {
  bench = await CarrierBench.start();
});
afterEach(() => bench.simulator.stop());

const statusAfter = async (tracker: Tracker, hours: number): Promise<string> => {
  await bench.control('clock', { advanceHours: hours });
  return (await bench.tracker(tracker.id)).body.status;
};

describe('a parcel', () => {
  it('moves with the clock from pick-up over two hops to delivery', async () => {
    const { tracker } = await bench.buy();
    expect(await statusAfter(tracker, 3.9)).toBe('pre_transit');
    expect(await statusAfter(tracker, 0.1)).toBe('in_transit');
    expect(await statusAfter(tracker, 39.9)).toBe('in_transit');
    expect(await statusAfter(tracker, 0.1)).toBe('out_for_delivery');
    expect(await statusAfter(tracker, 4)).toBe('delivered');
    const { body } = await bench.tracker(tracker.id);
    expect(body.tracking_details.map(({ status }) => status)).toEqual([
      'pre_transit',
      'in_transit',
      'in_transit',
      'in_transit',
      'out_for_delivery',
      'delivered',
    ]);
    const places = body.tracking_details.map(({ tracking_location }) => tracking_location.city);
    expect([places[0], places.at(-1)]).toEqual(['Shenzhen', 'Beijing']);
    expect(new Set(places).size).toBe(4);
    const times = body.tracking_details.map(({ datetime }) => Date.parse(datetime));
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(body.updated_at).toBe(body.tracking_details.at(-1)?.datetime);
  });

  it('passes through three places when it crosses a border', async () => {
    const { tracker } = await bench.buy({
      to_address: { ...BEIJING, city: 'Paris', state: null, country: 'FR' },
      customs_info: CUSTOMS,
    });
    expect(await statusAfter(tracker, 24 * 30)).toBe('delivered');
    const { body } = await bench.tracker(tracker.id);
    expect(body.tracking_details.map(({ tracking_location }) => tracking_location.country)).toEqual(
      expect.arrayContaining(['CN', 'FR']),
    );
    expect(body.tracking_details).toHaveLength(7);
  });

  it('stays where it is in real time alone, and moves by itself when told to', async () => {
    const automatic = await CarrierBench.start({ autoAdvance: { stepSeconds: 0.05 } });
    try {
      const { tracker } = await automatic.buy();
      const resting = await bench.buy();
      let status = '';
      await eventually(() => {
        void automatic.tracker(tracker.id).then(({ body }) => (status = body.status));
        return status === 'delivered';
      });
      expect((await bench.tracker(resting.tracker.id)).body.status).toBe('pre_transit');
    } finally {
      await automatic.simulator.stop();
    }
  });

  it('is forced into any status, with a message and a place', async () => {
    const { tracker } = await bench.buy();
    const path = `trackers/${tracker.tracking_code}`;
    const change = { status: 'failure', message: 'Nobody at home', place: 'Tianjin' };
    const failed = await bench.control<Tracker>(path, change);
    expect(failed.body.status).toBe('failure');
    expect(failed.body.tracking_details.at(-1)).toMatchObject({
      message: 'Nobody at home',
      tracking_location: { city: 'Tianjin' },
    });
    const lost = await bench.control<Tracker>(path, { status: 'lost' });
    expect([lost.body.status, lost.body.tracking_details.at(-1)?.message]).toEqual([
      'failure',
      'The parcel was lost in transit',
    ]);
    expect(await statusAfter(tracker, 100)).toBe('failure');
  });

  it.each([
    ['return_to_sender', 'return'],
    ['refused', 'refused'],
    ['returned_wrong_address', 'address_correction'],
    ['returned_not_collected', 'return'],
    ['returned_damaged', 'damaged'],
  ])('comes back to its sender two days after it is %s', async (status, detail) => {
    const { tracker } = await bench.buy();
    const turned = await bench.control<Tracker>(`trackers/${tracker.tracking_code}`, { status });
    expect(turned.body).toMatchObject({ status: 'return_to_sender', status_detail: detail });
    expect(await statusAfter(tracker, 47)).toBe('return_to_sender');
    expect(await statusAfter(tracker, 2)).toBe('delivered');
    const { body } = await bench.tracker(tracker.id);
    expect(body.tracking_details.at(-1)?.message).toBe('Delivered to the sender');
  });

  it.each([
    ['address_wrong', 'address_correction'],
    ['damaged', 'damaged'],
    ['held', 'held'],
  ])('stops when it is %s', async (status, detail) => {
    const { tracker } = await bench.buy();
    const stopped = await bench.control<Tracker>(`trackers/${tracker.tracking_code}`, { status });
    expect(stopped.body).toMatchObject({ status: 'failure', status_detail: detail });
    expect(await statusAfter(tracker, 100)).toBe('failure');
  });

  it('goes on from a forced status without going back', async () => {
    const { tracker } = await bench.buy();
    await bench.control(`trackers/${tracker.tracking_code}`, { status: 'out_for_delivery' });
    expect(await statusAfter(tracker, 10)).toBe('out_for_delivery');
    expect(await statusAfter(tracker, 40)).toBe('delivered');
  });

  it('advances one step at a time until none is left', async () => {
    const { tracker } = await bench.buy();
    const path = `trackers/${tracker.tracking_code}`;
    const seen: string[] = [];
    for (let step = 0; step < 5; step += 1)
      seen.push((await bench.control<Tracker>(path, { status: 'next' })).body.status);
    expect(seen).toEqual(['in_transit', 'in_transit', 'in_transit', 'out_for_delivery', 'delivered']);
    const more = await bench.control<ApiError>(path, { status: 'next' });
    expect([more.status, more.body.error.code]).toEqual([409, 'TRACKER.NO_NEXT_STEP']);
  });

  it('is not forced into a status that does not exist, nor when it does not exist', async () => {
    const { tracker } = await bench.buy();
    expect((await bench.control(`trackers/${tracker.tracking_code}`, { status: 'eaten' })).status).toBe(422);
    expect((await bench.control('trackers/SF000', { status: 'delivered' })).status).toBe(404);
  });
});

describe('the clock', () => {
  it('goes forward by seconds, hours or to a time, and never back', async () => {
    const read = async (): Promise<number> =>
      Date.parse(String((await bench.call('GET', '/_control/clock')).body['now']));
    const before = await read();
    await bench.control('clock', { advanceSeconds: 60 });
    await bench.control('clock', { set: new Date(before + 86_400_000).toISOString() });
    expect(await read()).toBeGreaterThanOrEqual(before + 86_400_000);
    const back = await bench.control<ApiError>('clock', { set: new Date(before).toISOString() });
    expect([back.status, back.body.error.code]).toEqual([422, 'CLOCK.BACKWARDS']);
  });

  it.each([
    [{}],
    [{ advanceHours: 1, advanceSeconds: 1 }],
    [{ advanceHours: -1 }],
    [{ set: 'soon' }],
    [{ advanceDays: 1 }],
  ])('refuses %j', async (move) => {
    expect((await bench.control('clock', move)).status).toBe(422);
  });
});

describe('a tracker', () => {
  const create = (fields: Record<string, unknown>) =>
    bench.call<Tracker>('POST', '/v2/trackers', { tracker: fields });

  it('is found by its id and its tracking code', async () => {
    const { tracker } = await bench.buy();
    await bench.buy();
    const list = await bench.call<{ trackers: Tracker[] }>(
      'GET',
      `/v2/trackers?tracking_code=${tracker.tracking_code}`,
    );
    expect(list.body.trackers.map(({ id }) => id)).toEqual([tracker.id]);
    expect((await bench.tracker(tracker.id)).body).toEqual(tracker);
    expect((await bench.tracker('trk_none')).status).toBe(404);
  });

  it('is made once for a code, bought here or elsewhere', async () => {
    const { tracker } = await bench.buy();
    const known = await create({ tracking_code: tracker.tracking_code, carrier: 'SFExpress' });
    expect(known.body.id).toBe(tracker.id);
    const foreign = await create({ tracking_code: '1Z9999999999999999' });
    expect(foreign.body).toMatchObject({ status: 'unknown', carrier: 'UPS', tracking_details: [] });
    expect((await create({ tracking_code: '1Z9999999999999999' })).body.id).toBe(foreign.body.id);
    expect((await create({ tracking_code: 'EZ4000000004' })).body.status).toBe('delivered');
  });

  it('is refused without a code, or without a carrier for a strange code', async () => {
    expect((await create({ carrier: 'UPS' })).status).toBe(422);
    expect((await create({ tracking_code: 'strange' })).status).toBe(422);
  });
});
