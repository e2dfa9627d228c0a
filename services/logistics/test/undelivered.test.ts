import { memoryItems } from '@cartless/aggregate/memory';
import { DeliveryGivenUp, type DomainEvent, ReshipOrdered, type ShipmentId } from '@cartless/domain';
import { publicationsOf } from '@cartless/aggregate';
import { eventsOf } from '@cartless/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { carriers } from '../src/carriers/choice.ts';
import { LOGISTICS_TABLE } from '../src/logistics-table.ts';
import { arriveBack } from '../src/returning/arrival.ts';
import { shipmentDeclaration } from '../src/shipments/shipment-store.ts';
import { memoryCarrier } from './memory-carrier.ts';
import { useCases } from './use-cases.ts';
import { firstParcel, paidOrder, shopper } from './world.ts';

describe('a parcel that did not arrive', () => {
  const order = paidOrder();
  const id = firstParcel(order);
  const second = id.replace(/_1$/, '_2') as ShipmentId;
  const now = Date.parse('2026-10-01T00:00:00Z');
  let carrier: ReturnType<typeof memoryCarrier>;
  let service: ReturnType<typeof useCases>;
  let events: DomainEvent[];
  beforeEach(async () => {
    carrier = memoryCarrier();
    const items = memoryItems(LOGISTICS_TABLE);
    events = [];
    items.watch(({ after }) => void events.push(...eventsOf(after, publicationsOf(shipmentDeclaration))));
    service = useCases({ items, carriers: carriers(carrier.carrier), clock: () => new Date(now) });
    await service.create(order);
    await service.buyInBackground(id);
    await service.shipments.change(id, (parcel) => ({
      state: { ...parcel, status: 'lost' } as never,
    }));
    events.length = 0;
  });
  const told = () => events.map(({ type }) => type.split('.')[1]);
  const data = { ...order, shipmentIds: [id] };
  const reship = () =>
    service.decisions.reship({ id: 'ordered', data: { ...ReshipOrdered.example, ...data } });
  const giveUp = () =>
    service.decisions.giveUp({ id: 'given-up', data: { ...DeliveryGivenUp.example, ...data } });

  it('is sent again once, however often and by however many that is heard', async () => {
    await Promise.all([reship(), reship()]);
    await reship();
    const parcels = await service.shipments.ofOrder(order.orderNumber);
    expect(parcels.map(({ status }) => status)).toEqual(['lost', 'created']);
    expect(parcels[1]).toMatchObject({ id: second, replaces: id, lines: parcels[0]?.lines });
    expect(told()).toEqual(expect.arrayContaining(['reship-approved', 'shipment-created']));
    expect(told()).toHaveLength(2);
  });

  it('is sent again by that when its shopper had asked for it', async () => {
    const wish = { reason: 'lost', photos: [] } as const;
    await service.requestReship({
      typed: order.orderNumber,
      caller: shopper,
      wish,
      idempotencyKey: undefined,
    });
    await reship();
    expect(await service.shipments.read(id)).toMatchObject({
      replacedBy: second,
      reship: { state: 'approved' },
    });
    await expect(service.approve(id)).rejects.toMatchObject({ code: 'RESHIP_NOT_REQUESTED' });
  });

  it('tells of what it does later what was done instead of it', async () => {
    await reship();
    await service.shipments.change(id, (parcel) => arriveBack(parcel, true, new Date(now)));
    expect(events.at(-1)).toMatchObject({
      type: 'logistics.shipment-arrived-back.v1',
      data: { instead: 'reship', fit: true },
    });
    expect(events.at(-1)?.data).not.toHaveProperty('again');
    await service.shipments.change(second, (parcel) => ({
      state: { ...parcel, status: 'returned', arrivedBackAt: new Date(now).toISOString() } as never,
    }));
    await service.shipments.change(second, (parcel) =>
      arriveBack({ ...parcel, label: {}, dispatchedAt: 'x' } as never, false, new Date(now)),
    );
    expect(events.at(-1)).toMatchObject({ data: { fit: false, again: true } });
    expect(events.at(-1)?.data).not.toHaveProperty('instead');
  });

  it('is not sent to nobody, and that is told', async () => {
    await service.erase(order.userId);
    await reship();
    expect(await service.shipments.ofOrder(order.orderNumber)).toHaveLength(1);
    expect(events.at(-1)).toMatchObject({ type: 'logistics.reship-rejected.v1', data: { ordered: true } });
  });

  it('is not sent again when it has arrived meanwhile', async () => {
    await service.shipments.change(id, (parcel) => ({ state: { ...parcel, status: 'delivered' } as never }));
    await reship();
    expect(await service.shipments.ofOrder(order.orderNumber)).toHaveLength(1);
  });

  it('is sent by nobody any more once its money went back', async () => {
    await giveUp();
    await giveUp();
    const ask = service.requestReship({
      typed: order.orderNumber,
      caller: shopper,
      wish: { reason: 'lost', photos: [] },
      idempotencyKey: undefined,
    });
    await expect(ask).rejects.toMatchObject({ code: 'RESHIP_NOT_POSSIBLE' });
  });

  it('has its replacement stopped and the label given back when the money went back at the same time', async () => {
    await reship();
    await service.buy(second, { dispatch: false });
    await giveUp();
    expect(await service.shipments.read(second)).toMatchObject({
      status: 'cancelled',
      voidedAt: expect.any(String),
    });
    // What has left cannot be stopped.
    await service.shipments.change(second, (parcel) => ({
      state: { ...parcel, status: 'in-transit' } as never,
    }));
    await giveUp();
    expect(await service.shipments.read(second)).toMatchObject({ status: 'in-transit' });
  });

  it('is here again when somebody says so, though its carrier said nothing', async () => {
    const arrive = (fit: boolean) =>
      service.shipments.change(id, (parcel) => arriveBack(parcel, fit, new Date(now)));
    expect(await arrive(true)).toMatchObject({
      status: 'returned',
      fit: true,
      arrivedBackAt: expect.any(String),
    });
    await arrive(true);
    await arrive(false);
    expect(told()).toEqual(['shipment-arrived-back']);
    expect(events[0]).toMatchObject({ data: { fit: true } });
    const fresh = paidOrder();
    await service.create(fresh);
    await expect(
      service.shipments.change(firstParcel(fresh), (parcel) => arriveBack(parcel, true, new Date(now))),
    ).rejects.toMatchObject({ code: 'SHIPMENT_NOT_ON_ITS_WAY' });
  });

  it('is looked at by somebody after its carrier brought it', async () => {
    await service.shipments.change(id, (parcel) => ({
      state: { ...parcel, status: 'returned', arrivedBackAt: '2026-09-30T00:00:00.000Z' } as never,
    }));
    const seen = await service.shipments.change(id, (parcel) => arriveBack(parcel, false, new Date(now)));
    expect(seen).toMatchObject({ arrivedBackAt: '2026-09-30T00:00:00.000Z', fit: false });
    expect(events.at(-1)).toMatchObject({ data: { fit: false } });
  });
});
