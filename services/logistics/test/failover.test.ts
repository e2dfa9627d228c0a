import { memoryItems } from '@cartless/aggregate/memory';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Carrier } from '../src/carriers/carrier.ts';
import { carriers } from '../src/carriers/choice.ts';
import { CarrierRefused, CarrierUnavailable, NOTHING_SENT } from '../src/carriers/errors.ts';
import { LOGISTICS_TABLE } from '../src/logistics-table.ts';
import { memoryCarrier } from './memory-carrier.ts';
import { RULES } from './rules.ts';
import { useCases } from './use-cases.ts';
import { firstParcel, paidOrder } from './world.ts';

const SECOND = 1000;
const nothingSent = () => Promise.reject(CarrierUnavailable({ details: { reason: 'x', ...NOTHING_SENT } }));

describe('a label that two carriers can sell', () => {
  const order = paidOrder();
  const id = firstParcel(order);
  let now: number;
  let van: ReturnType<typeof memoryCarrier>;
  let bike: ReturnType<typeof memoryCarrier>;
  let service: ReturnType<typeof useCases>;
  const open = (providers?: readonly string[], first: Carrier = van.carrier) =>
    useCases({
      items: memoryItems(LOGISTICS_TABLE),
      carriers: carriers(first, bike.carrier),
      clock: () => new Date(now),
      autoDispatch: false,
      rules: {
        ...RULES,
        carriers: [{ prefer: 'cheapest', ...(providers && { providers: [...providers] }) }],
      },
    });
  const parcel = () => service.shipments.read(id);
  beforeEach(async () => {
    now = Date.parse('2026-10-01T00:00:00Z');
    van = memoryCarrier();
    bike = memoryCarrier({ provider: 'bike', van: 'Bike' });
    service = open();
    await service.create(order);
  });

  it('is bought at the first one of the stage, or of the rule', async () => {
    await service.buyInBackground(id);
    expect(await parcel()).toMatchObject({ booking: { provider: 'van' }, label: { carrier: 'Van' } });
    service = open(['bike', 'van']);
    await service.create(order);
    await service.buyInBackground(id);
    expect(await parcel()).toMatchObject({ booking: { provider: 'bike' }, label: { carrier: 'Bike' } });
    expect([van.sold(), bike.sold()]).toEqual([1, 1]);
  });

  it.each(['open', 'down'] as const)(
    'is bought at the next one while the first is %s, and stays there',
    async (mood) => {
      van.setMood(mood);
      expect(await service.buyInBackground(id)).toBe('bought');
      expect(await parcel()).toMatchObject({ status: 'label-bought', booking: { provider: 'bike' } });
      van.setMood('well');
      bike.scans.push({ time: '2026-10-02T00:00:00.000Z', status: 'in-transit', place: null, message: 'x' });
      await service.askCarrier(await parcel());
      expect(await parcel()).toMatchObject({ status: 'in-transit' });
      expect([van.asked(), bike.sold()]).toEqual([0, 1]);
    },
  );

  it('is bought at the next one when the first does not go there', async () => {
    van.setOffers(false);
    await service.buyInBackground(id);
    expect((await parcel()).booking?.provider).toBe('bike');
  });

  it('waits when its rule names only the one that is down', async () => {
    service = open(['van']);
    await service.create(order);
    van.setMood('open');
    expect(await service.buyInBackground(id)).toBe('postponed');
    expect([await parcel(), bike.asked()]).toMatchObject([{ status: 'created', tries: 1 }, 0]);
  });

  it('that may have been bought is asked for nowhere else, however long that carrier is down', async () => {
    van.setMood('losing');
    expect(await service.buyInBackground(id)).toBe('postponed');
    for (const mood of ['open', 'down', 'losing', 'open'] as const) {
      van.setMood(mood);
      now += 600 * SECOND;
      expect(await service.buyInBackground(id)).toBe('postponed');
    }
    expect(await parcel()).toMatchObject({ booking: { provider: 'van', rateId: 'rate_1' } });
    van.setMood('well');
    expect(await service.buyInBackground(id)).toBe('bought');
    expect([van.sold(), bike.asked()]).toEqual([1, 0]);
    expect((await parcel()).label?.trackingNumber).toBe('V1');
  });

  it('that was certainly not asked for is bought at the next one at once', async () => {
    service = open(undefined, { ...van.carrier, buy: nothingSent });
    await service.create(order);
    expect(await service.buyInBackground(id)).toBe('bought');
    expect(await parcel()).toMatchObject({ booking: { provider: 'bike' }, label: { carrier: 'Bike' } });
  });

  it('is not taken to the next one when somebody else has asked for it meanwhile', async () => {
    let calls = 0;
    const first: Carrier = {
      ...van.carrier,
      buy: async (...asked) => {
        calls += 1;
        if (calls > 1) return van.carrier.buy(...asked);
        // While this one fails to send anything, another worker sends, and its answer is lost.
        van.setMood('well');
        const other = service.buyInBackground(id);
        await new Promise((resolve) => setTimeout(resolve, 0));
        await other;
        return nothingSent();
      },
    };
    service = open(undefined, first);
    await service.create(order);
    await service.buyInBackground(id);
    await service.buyInBackground(id);
    expect([van.sold(), bike.asked()]).toEqual([1, 0]);
    expect(await parcel()).toMatchObject({ booking: { provider: 'van' }, label: { carrier: 'Van' } });
  });

  it('is left to a person when the first one refuses the parcel, and bought where the person says', async () => {
    service = open(['van']);
    await service.create(order);
    van.setMood('refusing');
    expect(await service.buyInBackground(id)).toBe('refused');
    expect([(await parcel()).status, bike.asked()]).toEqual(['exception', 0]);
    expect(await service.dispatch(id, { carrier: 'Bike' })).toMatchObject({
      status: 'dispatched',
      booking: { provider: 'bike' },
    });
  });

  it('comes from the carrier that a person wants, or from none', async () => {
    await expect(service.dispatch(id, { carrier: 'Owl Post' })).rejects.toMatchObject({
      code: 'CARRIER_NOT_OFFERED',
      details: { offered: 'Van, Bike' },
    });
    bike.setMood('open');
    await expect(service.dispatch(id, { carrier: 'Bike' })).rejects.toMatchObject({
      code: 'CARRIER_UNAVAILABLE',
    });
    expect([van.asked(), bike.asked()]).toEqual([0, 0]);
    expect((await parcel()).booking).toBeUndefined();
    bike.setMood('well');
    expect(await service.dispatch(id, { carrier: 'Bike' })).toMatchObject({ label: { carrier: 'Bike' } });
    expect(van.asked()).toBe(0);
  });

  it('is not replaced by a person’s wish while it may have been bought', async () => {
    van.setMood('losing');
    await service.buyInBackground(id);
    van.setMood('well');
    await service.dispatch(id, { carrier: 'Bike' });
    expect([van.sold(), bike.asked()]).toEqual([1, 0]);
  });

  it('is given back where it was bought', async () => {
    van.setMood('open');
    await service.buyInBackground(id);
    await service.cancel({ ...order, reason: 'shopper', cancelledAt: '2026-10-01T00:00:00.000Z' });
    expect([van.givenBack(), bike.givenBack()]).toEqual([0, 1]);
  });

  it.each(['well', 'losing'] as const)(
    'that comes after the parcel is booked elsewhere, which is %s, is given back, and the parcel keeps its own',
    async (mood) => {
      let calls = 0;
      const first: Carrier = {
        ...van.carrier,
        buy: async (...asked) => {
          calls += 1;
          if (calls > 1) throw CarrierRefused({ details: { reason: 'it is being made already' } });
          // Another worker is refused meanwhile, and a person sends the parcel otherwise.
          await service.buyInBackground(id);
          bike.setMood(mood);
          await service.dispatch(id, { carrier: 'Bike' }).catch(() => undefined);
          return van.carrier.buy(...asked);
        },
      };
      service = open(undefined, first);
      await service.create(order);
      await service.buyInBackground(id);
      expect([van.sold(), van.givenBack(), bike.sold(), bike.givenBack()]).toEqual([1, 1, 1, 0]);
      bike.setMood('well');
      if (mood === 'losing') await service.dispatch(id);
      expect(await parcel()).toMatchObject({ status: 'dispatched', label: { carrier: 'Bike' } });
      expect([van.sold(), bike.sold()]).toEqual([1, 1]);
    },
  );

  it('is not asked for again by a worker who does not know yet that the next one has it', async () => {
    let purchases = 0;
    let fail = (): void => undefined;
    const failing = new Promise<void>((resolve) => void (fail = resolve));
    let earlier: Promise<unknown> = Promise.resolve();
    const first: Carrier = {
      ...van.carrier,
      // The first worker is about to fail without having sent anything …
      buy: async (...asked) => {
        purchases += 1;
        if (purchases > 1) return van.carrier.buy(...asked);
        await failing;
        return nothingSent();
      },
      // … and goes to the next carrier while the second one asks what became of it.
      booked: async (...asked) => {
        fail();
        await earlier;
        return van.carrier.booked(...asked);
      },
    };
    service = open(undefined, first);
    await service.create(order);
    earlier = service.buyInBackground(id);
    while ((await parcel()).booking === undefined) await new Promise((resolve) => setTimeout(resolve, 1));
    await service.buyInBackground(id);
    expect([purchases, van.sold(), bike.sold()]).toEqual([1, 0, 1]);
    expect(await parcel()).toMatchObject({ label: { carrier: 'Bike' } });
  });

  it('that comes after the cancellation is given back although that looked settled', async () => {
    const cancellation = { ...order, reason: 'shopper' as const, cancelledAt: '2026-10-01T00:00:00.000Z' };
    const first: Carrier = {
      ...van.carrier,
      giveBack: async (booking, label) => label !== undefined && van.carrier.giveBack(booking, label),
      buy: async (...asked) => {
        await service.cancel(cancellation);
        expect((await parcel()).voidedAt).toBeDefined();
        return van.carrier.buy(...asked);
      },
    };
    service = open(undefined, first);
    await service.create(order);
    await service.buyInBackground(id);
    expect([van.sold(), van.givenBack()]).toEqual([1, 1]);
    expect(await parcel()).toMatchObject({ status: 'cancelled', label: { carrier: 'Van' } });
  });
});
