import type { ShipmentId } from '@cartless/domain';
import { afterEach, describe, expect, it } from '@jest/globals';
import { openTwoCarriers, other, type Provider, PROVIDERS, type TwoCarriers } from './two-carriers.ts';

const DAY_H = 24;
const YEAR_H = 365 * DAY_H;
const ORDERS = 4;

let world: TwoCarriers;
afterEach(() => world.close());

/** Every parcel has one label in all, at the carrier that it says, and nothing waits any more. */
async function expectOneLabelEach(ids: readonly ShipmentId[]): Promise<void> {
  for (const id of ids) {
    const { booking, label } = await world.shipments.read(id);
    const labels = await Promise.all(PROVIDERS.map((provider) => world.labelsOf(provider, id)));
    expect([id, labels.flat()]).toEqual([id, [label?.trackingNumber]]);
    expect(await world.labelsOf(booking?.provider as Provider, id)).toHaveLength(1);
  }
}

/** Their carriers bring all parcels, and tell of it. */
async function bring(): Promise<void> {
  await Promise.all(
    PROVIDERS.map((provider) => world.control(provider, 'clock', { advanceHours: 7 * DAY_H })),
  );
  world.passHere(7 * DAY_H * 3_600_000);
  await world.allTold();
}

async function expectDelivered(ids: readonly ShipmentId[]): Promise<void> {
  for (const id of ids) expect([id, (await world.shipments.read(id)).status]).toEqual([id, 'delivered']);
}

describe.each(PROVIDERS)('%s', (provider) => {
  it.each(['error', 'html', 'garbage', 'rate-limit'] as const)(
    'that answers with %s for an hour, and loses answers, ends with one label and every parcel delivered',
    async (mode) => {
      world = await openTwoCarriers([provider]);
      const before = await Promise.all(Array.from({ length: ORDERS }, () => world.order()));
      const during: ShipmentId[] = [];
      for (let minute = 0; minute < 60; minute += 10) {
        await world.control(provider, 'faults', { mode, takesEffect: minute % 20 === 0 });
        during.push((await world.order()).id);
        await world.minutes(10);
      }
      const [report] = (await world.report()).filter(({ carrier }) => carrier === provider);
      expect(report).toMatchObject({ breaker: 'open' });
      await world.control(provider, 'faults', { mode: 'none' });
      await world.minutes(15);
      const ids = [...before.map(({ id }) => id), ...during];
      await expectOneLabelEach(ids);
      await bring();
      await expectDelivered(ids);
      expect(await world.shipments.due(new Date('2100-01-01'), 400)).toEqual([]);
    },
  );

  it('that is down for an hour lets the next one of the rule carry what it certainly was not asked for', async () => {
    world = await openTwoCarriers([provider, other(provider)]);
    const before = await world.order();
    // Of one label nobody hears whether it was made: that parcel waits for this carrier.
    world.onceBeforeBuying(() => world.control(provider, 'faults', { mode: 'error', takesEffect: true }));
    const uncertain = await world.order();
    await world.control(provider, 'faults', { mode: 'error' });
    await world.minutes(2);
    const during = await Promise.all(Array.from({ length: ORDERS }, () => world.order()));
    await world.minutes(58);
    for (const { id } of during) {
      expect(await world.shipments.read(id)).toMatchObject({
        status: 'dispatched',
        booking: { provider: other(provider) },
      });
    }
    expect((await world.shipments.read(uncertain.id)).label).toBeUndefined();
    await world.control(provider, 'faults', { mode: 'none' });
    await world.minutes(15);
    const ids = [before.id, uncertain.id, ...during.map(({ id }) => id)];
    await expectOneLabelEach(ids);
    expect((await world.shipments.read(uncertain.id)).booking?.provider).toBe(provider);
    await bring();
    await expectDelivered(ids);
  });

  it('whose clock is 400 days ahead has delivered when it told so', async () => {
    world = await openTwoCarriers([provider]);
    await world.control(provider, 'clock', { advanceHours: YEAR_H + 35 * DAY_H });
    const ids = await Promise.all(Array.from({ length: ORDERS }, async () => (await world.order()).id));
    const began = world.clock().toISOString();
    await bring();
    await expectDelivered(ids);
    for (const id of ids) {
      const { statusAt, dispatchedAt, history } = await world.shipments.read(id);
      expect(statusAt >= began && statusAt <= world.clock().toISOString()).toBe(true);
      expect((dispatchedAt ?? '') <= statusAt).toBe(true);
      expect(history.every(({ time }) => time <= world.clock().toISOString())).toBe(true);
      expect(history.at(-1)?.said ?? '').toMatch(/^\d{4}/);
    }
  });

  it('that tells everything twice, and the newest first, ends with every parcel right', async () => {
    world = await openTwoCarriers([provider]);
    await world.control(provider, 'webhooks', { paused: true });
    const ids = await Promise.all(Array.from({ length: ORDERS }, async () => (await world.order()).id));
    await world.control(provider, 'clock', { advanceHours: 7 * DAY_H });
    world.passHere(7 * DAY_H * 3_600_000);
    await world.control(provider, 'webhooks', { paused: false, duplicate: true, reverse: true });
    await world.allTold();
    await expectDelivered(ids);
    for (const id of ids) {
      const { history } = await world.shipments.read(id);
      expect(new Set(history.map((event) => JSON.stringify(event))).size).toBe(history.length);
    }
    await expectOneLabelEach(ids);
  });
});

describe('Kuaidi100', () => {
  const subscriptions = async () => (await world.control('kuaidi100', 'state')).subscriptions ?? [];

  it('is asked to tell of a parcel with its label, and once more later when the answer was lost', async () => {
    world = await openTwoCarriers(['kuaidi100']);
    const heard = await world.order();
    expect((await world.shipments.read(heard.id)).label).toMatchObject({ followed: true });
    await world.control('kuaidi100', 'faults', { mode: 'error', path: '/poll', takesEffect: true, count: 2 });
    const unheard = await world.order();
    expect((await world.shipments.read(unheard.id)).label).not.toHaveProperty('followed');
    await world.minutes(125);
    expect((await world.shipments.read(unheard.id)).label).toMatchObject({ followed: true });
    expect(await subscriptions()).toHaveLength(2);
  });

  it('is asked again to tell of a parcel when it has given up', async () => {
    world = await openTwoCarriers(['kuaidi100']);
    const { id } = await world.order();
    const { label } = await world.shipments.read(id);
    await world.control('kuaidi100', `parcels/${label?.trackingNumber}`, { state: 'unfollowed' });
    await world.allTold();
    expect((await world.shipments.read(id)).label).not.toHaveProperty('followed');
    await world.minutes(125);
    expect((await world.shipments.read(id)).label).toMatchObject({ followed: true });
    expect((await subscriptions()).map(({ status }) => status)).toEqual(['abort', 'polling']);
  });

  it('is answered in its own words, and refused when the signature does not fit until it does', async () => {
    world = await openTwoCarriers(['kuaidi100']);
    const { id } = await world.order();
    const { label } = await world.shipments.read(id);
    await world.control('kuaidi100', 'couriers', { signsWrongly: true });
    await world.control('kuaidi100', `parcels/${label?.trackingNumber}`, { state: '301' });
    while (world.inbox.answers.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(world.inbox.answers[0]).toContain('signature');
    expect((await world.shipments.read(id)).status).toBe('dispatched');
    await world.control('kuaidi100', 'couriers', { signsWrongly: false });
    await world.allTold();
    expect(world.inbox.answers.at(-1)).toEqual({ result: true, returnCode: '200', message: '成功' });
    expect((await world.shipments.read(id)).status).toBe('delivered');
  });

  it('that is down for two days after it was asked leaves it to a person, who sends the parcel', async () => {
    world = await openTwoCarriers(['kuaidi100']);
    world.onceBeforeBuying(() =>
      world.control('kuaidi100', 'faults', { mode: 'error', takesEffect: true, path: '/label' }),
    );
    const { id } = await world.order();
    world.passHere(48 * 3_600_000);
    await world.control('kuaidi100', 'clock', { advanceHours: 48 });
    await world.control('kuaidi100', 'faults', { mode: 'none' });
    await world.minutes(1);
    expect(await world.shipments.read(id)).toMatchObject({
      status: 'exception',
      problem: { code: 'LABEL_UNCERTAIN', message: expect.stringContaining(id) },
    });
    expect(await world.labelsOf('kuaidi100', id)).toHaveLength(1);
    expect(await world.dispatch(id, { carrier: 'SFExpress' })).toMatchObject({ status: 'dispatched' });
  });

  it('asks a person to cancel what may have been made, and to send nothing, when the order is cancelled', async () => {
    world = await openTwoCarriers(['kuaidi100']);
    world.onceBeforeBuying(() =>
      world.control('kuaidi100', 'faults', { mode: 'error', takesEffect: true, path: '/label' }),
    );
    const { order, id } = await world.order();
    await world.cancel({ ...order, reason: 'shopper', cancelledAt: world.clock().toISOString() });
    world.passHere(48 * 3_600_000);
    await world.control('kuaidi100', 'clock', { advanceHours: 48 });
    await world.control('kuaidi100', 'faults', { mode: 'none' });
    await world.minutes(1);
    const { status, problem } = await world.shipments.read(id);
    expect([status, problem?.code]).toEqual(['cancelled', 'LABEL_UNCERTAIN']);
    expect(problem?.message).toContain('nothing is to be sent');
    expect(problem?.zh).toContain('无需发货');
  });

  it('takes a label back when its order is cancelled', async () => {
    world = await openTwoCarriers(['kuaidi100']);
    const { order, id } = await world.order();
    const { label } = await world.shipments.read(id);
    await world.shipments.change(id, (current) =>
      current.label === undefined
        ? undefined
        : { state: { ...current, label: current.label, status: 'exception' as const } },
    );
    await world.cancel({ ...order, reason: 'shopper', cancelledAt: world.clock().toISOString() });
    expect(await world.shipments.read(id)).toMatchObject({ status: 'cancelled', label: { ...label } });
    expect(await world.labelsOf('kuaidi100', id)).toEqual([]);
  });

  it('brings back what was refused at the door, and says why', async () => {
    world = await openTwoCarriers(['kuaidi100']);
    const { id } = await world.order();
    const { label } = await world.shipments.read(id);
    await world.control('kuaidi100', `parcels/${label?.trackingNumber}`, { state: 'refused' });
    await world.control('kuaidi100', 'clock', { advanceHours: 49 });
    world.passHere(49 * 3_600_000);
    await world.allTold();
    await world.minutes(1);
    const { status, arrivedBackAt, history } = await world.shipments.read(id);
    expect([status, arrivedBackAt]).toEqual(['returned', expect.any(String)]);
    expect(history).toContainEqual(expect.objectContaining({ status: 'returned', why: 'refused' }));
  });
});
