import { memoryItems } from '@cartless/aggregate/memory';
import { publicationsOf } from '@cartless/aggregate';
import { type DomainEvent, ReshipOrdered, type ShipmentId } from '@cartless/domain';
import { eventsOf } from '@cartless/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { carriers } from '../src/carriers/choice.ts';
import { LOGISTICS_TABLE } from '../src/logistics-table.ts';
import { shipmentDeclaration } from '../src/shipments/shipment-store.ts';
import { memoryCarrier } from './memory-carrier.ts';
import { useCases } from './use-cases.ts';
import { firstParcel, paidOrder } from './world.ts';

describe('a parcel of which only a part goes', () => {
  const base = paidOrder();
  const line = (productId: `prd_${string}`, quantity: number) => ({ ...base.items[0]!, productId, quantity });
  const order = { ...base, items: [line('prd_lamp', 3), line('prd_book', 1)] };
  const nth = (n: number) => firstParcel(order).replace(/_1$/, `_${n}`) as ShipmentId;
  const now = () => new Date('2026-10-01T00:00:00Z');
  let carrier: ReturnType<typeof memoryCarrier>;
  let service: ReturnType<typeof useCases>;
  let events: DomainEvent[];
  beforeEach(async () => {
    carrier = memoryCarrier();
    const items = memoryItems(LOGISTICS_TABLE);
    events = [];
    items.watch(({ after }) => void events.push(...eventsOf(after, publicationsOf(shipmentDeclaration))));
    service = useCases({ items, carriers: carriers(carrier.carrier), clock: now, autoDispatch: false });
    await service.create(order);
  });
  const send = (...items: { productId: string; variantId?: string; quantity: number }[]) =>
    service.dispatch(nth(1), { items });
  const contents = async () =>
    (await service.shipments.ofOrder(order.orderNumber)).map(({ status, lines }) => [
      status,
      ...lines.map(({ productId, quantity }) => `${quantity} ${productId}`),
    ]);

  it('takes variants of one product for different things, and tells which went', async () => {
    const shirt = (variantId: string, quantity: number) => ({ ...line('prd_shirt', quantity), variantId });
    const items = memoryItems(LOGISTICS_TABLE);
    items.watch(({ after }) => void events.push(...eventsOf(after, publicationsOf(shipmentDeclaration))));
    service = useCases({ items, carriers: carriers(carrier.carrier), clock: now, autoDispatch: false });
    await service.create({ ...order, items: [shirt('m_blue', 2), shirt('l_white', 1)] });
    await service.buyInBackground(nth(1));
    await expect(send({ productId: 'prd_shirt', quantity: 1 })).rejects.toMatchObject({
      code: 'ITEMS_NOT_IN_PARCEL',
    });
    await expect(send({ productId: 'prd_shirt', variantId: 'l_white', quantity: 2 })).rejects.toMatchObject({
      code: 'ITEMS_NOT_IN_PARCEL',
    });
    await send({ productId: 'prd_shirt', variantId: 'l_white', quantity: 1 });
    expect(await contents()).toEqual([
      ['dispatched', '1 prd_shirt'],
      ['created', '2 prd_shirt'],
    ]);
    const told = events.find(({ type }) => type === 'logistics.shipment-dispatched.v1');
    expect(told?.data).toMatchObject({
      items: [{ productId: 'prd_shirt', variantId: 'l_white', quantity: 1 }],
    });
  });

  it('goes whole when its order was told of by a release that would take a part for all of it', async () => {
    const { locale: _, ...told } = order;
    const items = memoryItems(LOGISTICS_TABLE);
    service = useCases({ items, carriers: carriers(carrier.carrier), clock: now, autoDispatch: false });
    await service.create(told);
    await service.buyInBackground(nth(1));
    await expect(send({ productId: 'prd_lamp', quantity: 1 })).rejects.toMatchObject({
      code: 'CANNOT_BE_SPLIT',
    });
    expect(await service.dispatch(nth(1), {})).toMatchObject({ status: 'dispatched' });
  });

  it('leaves the rest as a parcel of its own, each told with what is in it', async () => {
    await service.buyInBackground(nth(1));
    await send({ productId: 'prd_lamp', quantity: 1 }, { productId: 'prd_lamp', quantity: 1 });
    expect(await contents()).toEqual([
      ['dispatched', '2 prd_lamp'],
      ['created', '1 prd_lamp', '1 prd_book'],
    ]);
    expect(events.slice(-2).map(({ type, data }) => [type, (data as { items?: unknown }).items])).toEqual(
      expect.arrayContaining([
        ['logistics.shipment-dispatched.v1', [{ productId: 'prd_lamp', quantity: 2 }]],
      ]),
    );
    const made = events.find(
      ({ type, subject }) => type === 'logistics.shipment-created.v1' && subject === nth(2),
    );
    expect(made?.data).toMatchObject({
      items: [
        { productId: 'prd_lamp', quantity: 1 },
        { productId: 'prd_book', quantity: 1 },
      ],
    });
    expect(await service.dispatch(nth(2))).toMatchObject({ status: 'dispatched' });
    expect(carrier.sold()).toBe(2);
  });

  it('weighs less when its label is bought after that', async () => {
    const { weightGrams } = await service.shipments.read(nth(1));
    const sent = await send({ productId: 'prd_book', quantity: 1 });
    expect(sent.weightGrams).toBeLessThan(weightGrams);
  });

  it('is split once by two who do so at the same time, and again by one who got no answer', async () => {
    carrier.setMood('down');
    const item = { productId: 'prd_book', quantity: 1 };
    await Promise.allSettled([send(item), send(item)]);
    await send(item).catch(() => undefined);
    expect(await contents()).toEqual([
      ['created', '1 prd_book'],
      ['created', '3 prd_lamp'],
    ]);
    carrier.setMood('well');
    expect(await send(item)).toMatchObject({ status: 'dispatched' });
    expect(await contents()).toHaveLength(2);
  });

  it('is not split when all of it goes, nor into what it does not hold, nor when it has left', async () => {
    await expect(send({ productId: 'prd_lamp', quantity: 4 })).rejects.toMatchObject({
      code: 'ITEMS_NOT_IN_PARCEL',
    });
    await expect(send({ productId: 'prd_hat', quantity: 1 })).rejects.toMatchObject({
      code: 'ITEMS_NOT_IN_PARCEL',
    });
    await send({ productId: 'prd_lamp', quantity: 3 }, { productId: 'prd_book', quantity: 1 });
    expect(await contents()).toEqual([['dispatched', '3 prd_lamp', '1 prd_book']]);
    await expect(send({ productId: 'prd_lamp', quantity: 1 })).rejects.toMatchObject({
      code: 'SHIPMENT_CANNOT_BE_DISPATCHED',
    });
  });

  it('is sent again as the part that it is, and whole', async () => {
    await send({ productId: 'prd_lamp', quantity: 2 });
    await service.shipments.change(nth(1), (parcel) => ({ state: { ...parcel, status: 'lost' } as never }));
    const data = { ...ReshipOrdered.example, ...order, shipmentIds: [nth(1)] };
    await service.decisions.reship({ id: 'ordered', data });
    expect((await contents())[2]).toEqual(['created', '2 prd_lamp']);
    const part = [{ productId: 'prd_lamp', quantity: 1 }];
    await expect(service.dispatch(nth(3), { items: part })).rejects.toMatchObject({
      code: 'CANNOT_BE_SPLIT',
    });
    await service.dispatch(nth(3));
    expect(events.at(-1)).toMatchObject({
      data: { replaces: nth(1), items: [{ productId: 'prd_lamp', quantity: 2 }] },
    });
  });

  it('is stopped with all that was made of it when its order is cancelled', async () => {
    carrier.setMood('down');
    await send({ productId: 'prd_lamp', quantity: 2 }).catch(() => undefined);
    await service.cancel({ ...order, reason: 'shopper', cancelledAt: now().toISOString() });
    expect((await contents()).map(([status]) => status)).toEqual(['cancelled', 'cancelled']);
  });

  it('goes to another address with all that was made of it', async () => {
    carrier.setMood('down');
    await send({ productId: 'prd_lamp', quantity: 2 }).catch(() => undefined);
    const shippingAddress = { ...order.shippingAddress, line1: 'Elsewhere' };
    await service.readdress({ ...order, status: 'paid', change: 5, changedAt: '', shippingAddress });
    const parcels = await service.shipments.ofOrder(order.orderNumber);
    expect(parcels.filter(({ status }) => status === 'created')).toHaveLength(2);
    for (const { status, address } of parcels)
      expect(address.line1 === 'Elsewhere').toBe(status === 'created');
  });
});
