import { memoryItems } from '@cartless/aggregate/memory';
import { type DomainEvent, OrderReaddressed, type ShipmentId } from '@cartless/domain';
import { publicationsOf } from '@cartless/aggregate';
import { eventsOf } from '@cartless/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { carriers } from '../src/carriers/choice.ts';
import { LOGISTICS_TABLE } from '../src/logistics-table.ts';
import { shipmentDeclaration } from '../src/shipments/shipment-store.ts';
import { memoryCarrier } from './memory-carrier.ts';
import { useCases } from './use-cases.ts';
import { firstParcel, paidOrder } from './world.ts';

describe('a parcel whose order is to go elsewhere', () => {
  const order = paidOrder();
  const nth = (n: number) => firstParcel(order).replace(/_1$/, `_${n}`) as ShipmentId;
  const now = () => new Date('2026-10-01T00:00:00Z');
  let carrier: ReturnType<typeof memoryCarrier>;
  let service: ReturnType<typeof useCases>;
  let events: DomainEvent[];
  beforeEach(() => {
    carrier = memoryCarrier();
    const items = memoryItems(LOGISTICS_TABLE);
    events = [];
    items.watch(({ after }) => void events.push(...eventsOf(after, publicationsOf(shipmentDeclaration))));
    service = useCases({ items, carriers: carriers(carrier.carrier), clock: now, autoDispatch: false });
  });
  const to = (change: number) =>
    service.readdress({
      ...OrderReaddressed.example,
      ...order,
      change,
      shippingAddress: { ...order.shippingAddress, line1: `${change} New Road` },
    });
  const parcels = async () =>
    (await service.shipments.ofOrder(order.orderNumber)).map(({ status, address }) => [
      status,
      address.line1,
    ]);
  const told = () =>
    events.flatMap(({ type, data }) =>
      /readdress/.test(type) ? [[type.split('.')[1], (data as { change: number }).change]] : [],
    );
  const OLD = order.shippingAddress.line1;

  it('is stopped, its label given back, and another goes there, however often that is told', async () => {
    await service.create(order);
    await service.buyInBackground(nth(1));
    await Promise.all([to(5), to(5)]);
    await to(5);
    expect(await parcels()).toEqual([
      ['cancelled', OLD],
      ['created', '5 New Road'],
    ]);
    expect(carrier.givenBack()).toBe(1);
    expect(told()).toEqual([['shipment-readdressed', 5]]);
    await service.buyInBackground(nth(2));
    expect(carrier.sold()).toBe(2);
  });

  it('follows the last of several changes, also when they come the wrong way round', async () => {
    await service.create(order);
    await to(6);
    await to(5);
    expect((await parcels()).at(-1)).toEqual(['created', '6 New Road']);
    await to(8);
    expect(await parcels()).toEqual([
      ['cancelled', OLD],
      ['cancelled', '6 New Road'],
      ['created', '8 New Road'],
    ]);
    expect(told()).toEqual([
      ['shipment-readdressed', 6],
      ['shipment-readdressed', 8],
    ]);
  });

  it('waits for the event that makes it, and is not made by one that it has overtaken', async () => {
    await expect(to(5)).rejects.toMatchObject({ code: 'SHIPMENT_NOT_FOUND' });
    await service.create(order);
    await to(5);
    await service.create(order);
    expect((await parcels()).map(([status]) => status)).toEqual(['cancelled', 'created']);
  });

  it('goes on when it has left, and says so once, with where it goes', async () => {
    await service.create(order);
    await service.buyInBackground(nth(1));
    await service.dispatch(nth(1));
    await to(5);
    await to(5);
    expect(await parcels()).toEqual([['dispatched', OLD]]);
    expect(told()).toEqual([['readdress-refused', 5]]);
    expect(events.at(-1)).toMatchObject({ data: { address: { line1: OLD } } });
  });

  it.each([
    ['waits for its label', () => service.create(order)],
    ['has its label', async () => void (await service.create(order), await service.buyInBackground(nth(1)))],
  ])('goes on when its account was erased meanwhile, and says so once: it %s', async (_, begin) => {
    await begin();
    await service.erase(order.userId);
    await to(5);
    await to(5);
    expect(told()).toEqual([['readdress-refused', 5]]);
    expect(await parcels()).toHaveLength(1);
  });

  it('either leaves or is replaced when both happen at once, and one of them is told', async () => {
    for (let change = 1; change <= 10; change += 1) {
      const fresh = paidOrder();
      await service.create(fresh);
      await service.buyInBackground(firstParcel(fresh));
      const shippingAddress = { ...fresh.shippingAddress, line1: 'Elsewhere' };
      const [left] = await Promise.allSettled([
        service.dispatch(firstParcel(fresh)),
        service.readdress({ ...OrderReaddressed.example, ...fresh, change, shippingAddress }),
      ]);
      const all = await service.shipments.ofOrder(fresh.orderNumber);
      const expected = left.status === 'fulfilled' ? ['dispatched'] : ['cancelled', 'created'];
      expect(all.map(({ status }) => status)).toEqual(expected);
      expect(told().at(-1)).toEqual([
        left.status === 'fulfilled' ? 'readdress-refused' : 'shipment-readdressed',
        change,
      ]);
    }
  });

  it('is not sent with a label that was being bought for the old address', async () => {
    await service.create(order);
    const buying = service.buyInBackground(nth(1));
    await Promise.all([buying, to(5)]);
    await service.voidLabel(nth(1));
    expect((await parcels())[0]).toEqual(['cancelled', OLD]);
    expect(carrier.sold() - carrier.givenBack()).toBe(0);
  });

  it('is stopped wherever it is to go when its order is cancelled, whichever comes first', async () => {
    const cancelled = { ...order, reason: 'shopper' as const, cancelledAt: now().toISOString() };
    await service.create(order);
    await to(5);
    await service.buyInBackground(nth(2));
    expect(await service.cancel(cancelled)).toEqual([]);
    await to(7);
    expect((await parcels()).map(([status]) => status)).toEqual(['cancelled', 'cancelled']);
    expect(carrier.givenBack()).toBe(1);
  });
});
