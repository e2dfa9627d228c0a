import { memoryItems } from '@cartless/aggregate/memory';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { carriers } from '../src/carriers/choice.ts';
import { longestWait, watchWaits } from '../src/shipments/longest-wait.ts';
import { LOGISTICS_TABLE } from '../src/logistics-table.ts';
import { memoryCarrier } from './memory-carrier.ts';
import { useCases } from './use-cases.ts';
import { firstParcel, paidOrder, SHOPPER } from './world.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('a parcel', () => {
  const order = paidOrder();
  const id = firstParcel(order);
  const cancelled = { ...order, reason: 'shopper' as const, cancelledAt: '2026-10-01T00:00:00.000Z' };
  let now: number;
  let carrier: ReturnType<typeof memoryCarrier>;
  let service: ReturnType<typeof useCases>;
  const openService = (autoDispatch = true) =>
    useCases({
      items: memoryItems(LOGISTICS_TABLE),
      carriers: carriers(carrier.carrier),
      clock: () => new Date(now),
      autoDispatch,
    });
  const parcel = () => service.shipments.read(id);
  const text = async () => JSON.stringify(await parcel());
  beforeEach(() => {
    now = Date.parse('2026-10-01T00:00:00Z');
    carrier = memoryCarrier();
    service = openService();
  });

  it('is made once for an order that is told twice, and not for another order of its number', async () => {
    await Promise.all([service.create(order), service.create(order)]);
    expect(await service.shipments.ofOrder(order.orderNumber)).toHaveLength(1);
    await expect(service.create({ ...order, orderId: 'ord_other' })).rejects.toMatchObject({
      code: 'ORDER_NUMBER_SHARED',
    });
  });

  it('gets one label however many buy it', async () => {
    await service.create(order);
    await Promise.all(Array.from({ length: 5 }, () => service.buyInBackground(id)));
    expect(carrier.sold()).toBe(1);
    expect(await parcel()).toMatchObject({ status: 'dispatched', label: { trackingNumber: 'V1' } });
  });

  it('is seen to wait since it was made, or since something went wrong, until the carrier has it', async () => {
    const waits = () => longestWait(service.shipments)();
    expect(await waits()).toBeUndefined();
    await service.create(order);
    const made = now;
    expect(await waits()).toBe(made);
    now += HOUR;
    carrier.setMood('refusing');
    await service.buyInBackground(id);
    expect(await waits()).toBe(made + HOUR);
    carrier.setMood('well');
    await service.dispatch(id);
    expect(await waits()).toBeUndefined();
  });

  it('is looked for four times an hour by what runs every minute', async () => {
    await service.create(order);
    let queries = 0;
    const told: number[] = [];
    const watch = watchWaits({
      shipments: { list: async (...asked) => (queries++, service.shipments.list(...asked)) },
      clock: () => new Date(now),
      tell: (since = NaN, at) => told.push((at - since) / MINUTE),
    });
    for (const made = now; now < made + HOUR; now += MINUTE) await watch();
    expect(told).toHaveLength(4);
    expect(told.map((wait, index) => wait - (told[0] ?? NaN) - 15 * index)).toEqual([0, 0, 0, 0]);
    expect(queries).toBe(12);
  });

  it('waits for a carrier that is down, and for a person when the carrier refuses it', async () => {
    await service.create(order);
    carrier.setMood('down');
    expect(await service.buyInBackground(id)).toBe('postponed');
    now += 24 * HOUR;
    expect(await service.shipments.due(new Date(now), 10)).toEqual([id]);
    carrier.setMood('refusing');
    expect(await service.buyInBackground(id)).toBe('refused');
    expect(await parcel()).toMatchObject({ status: 'exception', problem: { code: 'CARRIER_REFUSED' } });
    carrier.setMood('well');
    expect(await service.dispatch(id)).toMatchObject({ status: 'dispatched' });
  });

  it('is never sent when its order is cancelled, whichever is told first', async () => {
    await service.cancel(cancelled);
    await service.create(order);
    expect(await service.buyInBackground(id)).toBe('bought');
    expect(carrier.sold()).toBe(0);
    expect(await parcel()).toMatchObject({ status: 'cancelled' });
  });

  it('gives its label back when its order is cancelled, later when the carrier is down', async () => {
    const waiting = openService(false);
    await waiting.create(order);
    await waiting.buyInBackground(id);
    carrier.setMood('down');
    await waiting.cancel(cancelled);
    expect(carrier.givenBack()).toBe(0);
    carrier.setMood('well');
    await waiting.voidLabel(id);
    expect(carrier.givenBack()).toBe(1);
    expect(await waiting.shipments.read(id)).toMatchObject({
      status: 'cancelled',
      voidedAt: expect.any(String) as unknown,
    });
  });

  it('leaves by the first scan of its carrier, and can be stopped until then', async () => {
    const waiting = openService(false);
    await waiting.create(order);
    await waiting.buyInBackground(id);
    now += 3 * HOUR;
    await waiting.askCarrier(await waiting.shipments.read(id));
    expect(await waiting.shipments.read(id)).toMatchObject({ status: 'label-bought' });
    carrier.scans.push({
      time: new Date(now).toISOString(),
      status: 'in-transit',
      place: null,
      message: 'fetched',
    });
    now += 3 * HOUR;
    await waiting.askCarrier(await waiting.shipments.read(id));
    expect(await waiting.shipments.read(id)).toMatchObject({
      status: 'in-transit',
      dispatchedAt: carrier.scans[0]?.time,
    });
    expect(await waiting.cancel(cancelled)).toEqual([id]);
    expect(carrier.givenBack()).toBe(0);
  });

  it('leaves when somebody hands it over: a cancellation at the same moment stops it, or comes too late', async () => {
    for (let n = 0; n < 10; n += 1) {
      const fresh = paidOrder();
      const waiting = openService(false);
      await waiting.create(fresh);
      await waiting.buyInBackground(firstParcel(fresh));
      const [handed, gone] = await Promise.allSettled([
        waiting.dispatch(firstParcel(fresh)),
        waiting.cancel({ ...cancelled, ...fresh, reason: 'shopper' }),
      ]);
      const { status } = await waiting.shipments.read(firstParcel(fresh));
      const left = handed.status === 'fulfilled';
      expect(status).toBe(left ? 'dispatched' : 'cancelled');
      expect(gone).toMatchObject({ value: left ? [firstParcel(fresh)] : [] });
    }
  });

  it('goes on by what its carrier says when it is asked', async () => {
    await service.create(order);
    await service.buyInBackground(id);
    const at = (hours: number) => new Date(Date.parse('2026-10-01T00:00:00Z') + hours * HOUR).toISOString();
    carrier.scans.push(
      { time: at(2), status: 'in-transit', place: 'Shanghai', message: 'sorted' },
      { time: at(9), status: 'delivered', place: null, message: 'at the door' },
    );
    now += 10 * HOUR;
    await service.askCarrier(await parcel());
    expect(await parcel()).toMatchObject({ status: 'delivered', statusAt: at(9) });
  });

  it('keeps nothing of a person who is gone, also when the account went before it was made', async () => {
    await service.create(order);
    await service.buyInBackground(id);
    await service.erase(SHOPPER);
    expect(await text()).not.toContain(order.shippingAddress.line1);
    const late = paidOrder();
    await service.create(late);
    await service.buyInBackground(firstParcel(late));
    expect(JSON.stringify(await service.shipments.read(firstParcel(late)))).not.toContain(
      late.shippingAddress.line1,
    );
  });

  it('keeps no scan that names a person who is gone, told before or after, and no reason either', async () => {
    await service.create(order);
    await service.buyInBackground(id);
    const scan = (hour: number, message: string) => ({
      time: new Date(Date.parse('2026-10-01T00:00:00Z') + hour * HOUR).toISOString(),
      status: 'in-transit' as const,
      place: '1 Long Road',
      message,
    });
    carrier.scans.push(scan(2, 'Mei Lin was not at home'));
    now += 3 * HOUR;
    await service.askCarrier(await parcel());
    await service.requestReship({
      typed: order.orderNumber,
      caller: { userId: SHOPPER, isStaff: false },
      wish: { reason: 'damaged', photos: [] },
      idempotencyKey: undefined,
    });
    await service.erase(SHOPPER);
    carrier.scans.push(scan(4, 'signed by Mei Lin'));
    now += 3 * HOUR;
    await service.askCarrier(await parcel());
    now += 3 * HOUR;
    await service.askCarrier(await parcel());
    await service.reject(id, 'Mei Lin of Long Road lied');
    const stored = await parcel();
    expect(stored).toMatchObject({
      reship: { state: 'rejected' },
      history: [{ time: scan(2, '').time }, {}],
    });
    expect(stored.label).not.toHaveProperty('url');
    expect(JSON.stringify(stored)).not.toMatch(/Mei Lin|Long Road/);
  });

  it('keeps no words of the carrier about a person who is gone', async () => {
    const waiting = openService(false);
    await waiting.create(order);
    await waiting.buyInBackground(id);
    await waiting.erase(SHOPPER);
    carrier.setMood('refusing');
    await waiting.cancel(cancelled);
    const stored = await waiting.shipments.read(id);
    expect(stored).toMatchObject({ status: 'cancelled', problem: { code: 'CARRIER_REFUSED' } });
    expect(JSON.stringify(stored)).not.toContain('Long Road');
  });
});
