import { memoryItems } from '@cartless/aggregate/memory';
import { OrderCancelled, ReshipOrdered, ReturnReceived, type ShipmentId } from '@cartless/domain';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { carriers } from '../src/carriers/choice.ts';
import { LOGISTICS_TABLE } from '../src/logistics-table.ts';
import type { ParcelLine, Shipment } from '../src/shipments/shipment.ts';
import { memoryCarrier } from './memory-carrier.ts';
import { useCases } from './use-cases.ts';
import { firstParcel, paidOrder, shopper } from './world.ts';

const LAMP = 'prd_lamp' as const;
const lamps = (quantity: number): ParcelLine => ({
  productId: LAMP,
  title: 'Lamp',
  category: 'home',
  quantity,
});

describe('a parcel whose money is back', () => {
  const order = paidOrder();
  const id = firstParcel(order);
  const second = id.replace(/_1$/, '_2') as ShipmentId;
  let service: ReturnType<typeof useCases>;
  const set = (parcel: ShipmentId, state: Partial<Shipment>) =>
    service.shipments.change(parcel, (before) => ({ state: { ...before, ...state } as never }));
  beforeEach(async () => {
    const { carrier } = memoryCarrier();
    const clock = () => new Date('2026-10-01T00:00:00Z');
    service = useCases({ items: memoryItems(LOGISTICS_TABLE), carriers: carriers(carrier), clock });
    await service.create(order);
    await service.buyInBackground(id);
    await set(id, { status: 'delivered', lines: [lamps(3)] } as never);
  });
  const ask = (quantity?: number) =>
    service.requestReship({
      typed: order.orderNumber,
      caller: shopper,
      wish: {
        reason: 'damaged',
        photos: [],
        ...(quantity !== undefined && { items: [{ productId: LAMP, quantity }] }),
      },
      idempotencyKey: undefined,
    });
  const cameBack = (quantity: number, event: string) => {
    const { items, title, category } = { items: ReturnReceived.example.returnItems, ...lamps(quantity) };
    const returnItems = items.map((item) => ({ ...item, productId: LAMP, title, category, quantity }));
    return service.cameBack({
      id: event,
      data: { ...ReturnReceived.example, orderNumber: order.orderNumber, returnItems },
    });
  };
  const refused = { code: 'RESHIP_NOT_POSSIBLE' };

  it('is not sent again when all of it came back, asked for before or after', async () => {
    await ask();
    await cameBack(3, 'one');
    await expect(service.approve(id)).rejects.toMatchObject(refused);
    await service.reject(id, 'returned');
    await expect(ask()).rejects.toMatchObject(refused);
    expect(await service.shipments.ofOrder(order.orderNumber)).toHaveLength(1);
  });

  it('is sent again without the units that came back, each counted once', async () => {
    await cameBack(1, 'one');
    await cameBack(1, 'one');
    await expect(ask(3)).rejects.toMatchObject(refused);
    await expect(ask(4)).rejects.toMatchObject({ code: 'RESHIP_ITEMS_UNKNOWN' });
    await ask();
    expect(await service.approve(id)).toMatchObject({ part: true, lines: [{ quantity: 2 }] });
  });

  it('counts what came back of two parcels once, also after a crash between them', async () => {
    await set(id, { lines: [lamps(2)], part: true });
    const first = await service.shipments.read(id);
    await service.shipments.create(() => ({ state: { ...first, id: second, version: 0 } as never }));
    await cameBack(3, 'one');
    const units = async () =>
      (await service.shipments.ofOrder(order.orderNumber)).map((parcel) =>
        (parcel.back ?? []).map(({ items }) => items[0]?.quantity),
      );
    expect(await units()).toEqual([[2], [1]]);
    await set(second, { back: [] });
    await cameBack(3, 'one');
    expect(await units()).toEqual([[2], [1]]);
    await cameBack(1, 'another');
    expect(await units()).toEqual([[2], [1, 1]]);
  });

  it('is not sent again by anybody when its order was cancelled after it left', async () => {
    await set(id, { status: 'lost' });
    await ask();
    const cancelled = { ...OrderCancelled.example, ...order, reason: 'shopper' as const };
    expect(await service.cancel(cancelled)).toEqual([id]);
    await service.cancel(cancelled);
    await expect(service.approve(id)).rejects.toMatchObject(refused);
    await service.decisions.reship({
      id: 'ordered',
      data: { ...ReshipOrdered.example, ...order, shipmentIds: [id] },
    });
    expect(await service.shipments.ofOrder(order.orderNumber)).toHaveLength(1);
  });
});
