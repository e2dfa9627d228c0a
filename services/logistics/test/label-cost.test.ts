import { memoryItems } from '@cartless/aggregate/memory';
import type { DomainEvent } from '@cartless/domain';
import { eventsOf } from '@cartless/testing';
import { publicationsOf } from '@cartless/aggregate';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { carriers } from '../src/carriers/choice.ts';
import { LOGISTICS_TABLE } from '../src/logistics-table.ts';
import { shipmentDeclaration } from '../src/shipments/shipment-store.ts';
import { memoryCarrier } from './memory-carrier.ts';
import { useCases } from './use-cases.ts';
import { firstParcel, paidOrder } from './world.ts';

describe('what a label costs', () => {
  const order = paidOrder();
  const id = firstParcel(order);
  const cancellation = { ...order, reason: 'shopper' as const, cancelledAt: '2026-10-01T00:00:00.000Z' };
  let events: DomainEvent[];
  let van: ReturnType<typeof memoryCarrier>;
  let service: ReturnType<typeof useCases>;
  beforeEach(async () => {
    const items = memoryItems(LOGISTICS_TABLE);
    events = [];
    const publications = publicationsOf(shipmentDeclaration);
    items.watch(({ after }) => void events.push(...eventsOf(after, publications)));
    van = memoryCarrier();
    service = useCases({
      items,
      carriers: carriers(van.carrier),
      clock: () => new Date('2026-10-01T08:00:00Z'),
      autoDispatch: false,
    });
    await service.create(order);
  });
  const told = () => events.filter(({ type }) => type.startsWith('logistics.label-'));
  const types = () => told().map(({ type }) => type);

  it('is told when it is bought, once, with where the parcel goes', async () => {
    await service.buyInBackground(id);
    await service.buyInBackground(id);
    const { label } = await service.shipments.read(id);
    expect(told()).toMatchObject([
      {
        type: 'logistics.label-bought.v1',
        data: {
          shipmentId: id,
          orderId: order.orderId,
          userId: order.userId,
          carrier: 'Van',
          provider: 'van',
          cost: label?.cost,
          country: order.shippingAddress.country,
          region: order.shippingAddress.region,
          boughtAt: '2026-10-01T08:00:00.000Z',
        },
      },
    ]);
    expect(label?.cost).toBeDefined();
  });

  it('is taken back when the label is given back, once, however often that is tried', async () => {
    await service.buyInBackground(id);
    await service.cancel(cancellation);
    await Promise.all([service.voidLabel(id), service.voidLabel(id)]);
    expect(types()).toEqual(['logistics.label-bought.v1', 'logistics.label-voided.v1']);
    expect(told()[1]).toMatchObject({
      data: { shipmentId: id, cost: { amount: 900, currency: 'CNY' } },
    });
  });

  it('is taken back once when two give the label back at the same time', async () => {
    await service.buyInBackground(id);
    van.setMood('down');
    await service.cancel(cancellation);
    van.setMood('well');
    await Promise.all([service.voidLabel(id), service.voidLabel(id)]);
    expect(types()).toEqual(['logistics.label-bought.v1', 'logistics.label-voided.v1']);
  });

  it('is nothing where no label was bought', async () => {
    await service.cancel(cancellation);
    expect(types()).toEqual([]);
  });
});
