import { memoryItems } from '@cartless/aggregate/memory';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { carriers } from '../src/carriers/choice.ts';
import { dueWork } from '../src/scheduler/due-work.ts';
import { heedHold } from '../src/holds/heed-hold.ts';
import { LOGISTICS_TABLE } from '../src/logistics-table.ts';
import { memoryCarrier } from './memory-carrier.ts';
import { useCases } from './use-cases.ts';
import { firstParcel, paidOrder } from './world.ts';

describe('a parcel whose payment is disputed', () => {
  const order = paidOrder();
  const id = firstParcel(order);
  const { orderNumber } = order;
  const cancelled = { ...order, reason: 'admin' as const, cancelledAt: '2026-10-01T00:00:00.000Z' };
  let now: number;
  let items: ReturnType<typeof memoryItems>;
  let carrier: ReturnType<typeof memoryCarrier>;
  let service: ReturnType<typeof useCases>;
  const openService = (autoDispatch: boolean) =>
    useCases({
      items,
      carriers: carriers(carrier.carrier),
      clock: () => new Date(now),
      autoDispatch,
    });
  beforeEach(() => {
    now = Date.parse('2026-10-01T00:00:00Z');
    carrier = memoryCarrier();
    items = memoryItems(LOGISTICS_TABLE);
    service = openService(true);
  });
  const parcel = () => service.shipments.read(id);
  const opened = (sequence = 3, disputeId = 'du_1') =>
    service.followDispute(orderNumber, { disputeId, sequence, open: true });
  const closed = (sequence = 4, disputeId = 'du_1') =>
    service.followDispute(orderNumber, { disputeId, sequence, open: false });
  const due = () => service.shipments.due(new Date(now + 3_600_000), 10);

  it("gets no label, is nobody's work, and is handed over by nobody", async () => {
    await service.create(order);
    await opened();
    expect(await service.buyInBackground(id)).toBe('postponed');
    expect([carrier.sold(), await due()]).toEqual([0, []]);
    await expect(service.dispatch(id, undefined)).rejects.toMatchObject({ code: 'SHIPMENT_HELD' });
    expect((await service.list({ status: 'created', limit: 10 })).items).toMatchObject([
      { id, problem: { message: expect.stringContaining('du_1') } },
    ]);
  });

  it('waits also when the dispute is heard of first', async () => {
    await opened();
    await service.create(order);
    expect(await service.buyInBackground(id)).toBe('postponed');
    expect(await parcel()).toMatchObject({ status: 'created', hold: { disputes: ['du_1'] } });
    expect(dueWork(await parcel())).toBe('nothing');
    await expect(service.dispatch(id, { carrier: 'Van' })).rejects.toMatchObject({ code: 'SHIPMENT_HELD' });
    expect(carrier.sold()).toBe(0);
  });

  it('goes on by itself when the dispute is over, however often that is told', async () => {
    await service.create(order);
    await opened();
    await closed();
    await closed();
    await opened();
    expect(await parcel()).not.toHaveProperty('problem');
    expect(await due()).toEqual([id]);
    expect(await service.buyInBackground(id)).toBe('bought');
  });

  it('does not wait when the end is heard of before the beginning', async () => {
    await service.create(order);
    await closed();
    await opened();
    expect(await service.buyInBackground(id)).toBe('bought');
  });

  it('waits again when the dispute is taken up again', async () => {
    await service.create(order);
    await opened();
    await closed();
    await opened(7);
    expect(await service.buyInBackground(id)).toBe('postponed');
  });

  it('waits for the last of several disputes', async () => {
    await service.create(order);
    await opened(3, 'du_1');
    await opened(4, 'du_2');
    await closed(5, 'du_1');
    expect(await service.buyInBackground(id)).toBe('postponed');
    await closed(6, 'du_2');
    expect(await service.buyInBackground(id)).toBe('bought');
  });

  it('goes when an administrator releases it; the same dispute holds it no more, another does', async () => {
    await service.create(order);
    await opened();
    expect(await service.release(id)).toMatchObject({ status: 'created', hold: { disputes: [] } });
    await opened(5);
    expect(await due()).toEqual([id]);
    await opened(6, 'du_2');
    expect(await service.buyInBackground(id)).toBe('postponed');
    await service.release(id);
    await service.release(id);
    expect(await service.buyInBackground(id)).toBe('bought');
    expect(await parcel()).toMatchObject({ status: 'dispatched' });
  });

  it('that left stays on its way, and the one that replaces it waits', async () => {
    await service.create(order);
    await service.buyInBackground(id);
    const before = await parcel();
    await opened();
    expect(await parcel()).toEqual(before);
    const { shipment } = await service.requestReship({
      typed: orderNumber,
      caller: { userId: order.userId, isStaff: true },
      wish: { reason: 'damaged', photos: [] },
      idempotencyKey: undefined,
    });
    const replacement = shipment.replacedBy ?? shipment.id;
    expect(replacement).not.toBe(id);
    expect(await service.buyInBackground(replacement)).toBe('postponed');
  });

  it('that has its label is not handed over, and keeps the label', async () => {
    service = openService(false);
    await service.create(order);
    await service.buyInBackground(id);
    await opened();
    await expect(service.dispatch(id, undefined)).rejects.toMatchObject({ code: 'SHIPMENT_HELD' });
    await closed();
    expect(await service.dispatch(id, undefined)).toMatchObject({ status: 'dispatched' });
    expect(carrier.sold()).toBe(1);
  });

  it('that is held while its label is bought is not handed over, and gets that one label later', async () => {
    await service.create(order);
    const { buy } = carrier.carrier;
    const racing = {
      ...carrier.carrier,
      buy: async (...given: Parameters<typeof buy>) => {
        await opened();
        return buy(...given);
      },
    };
    const other = useCases({ items, carriers: carriers(racing), clock: () => new Date(now) });
    expect(await other.buyInBackground(id)).toBe('postponed');
    expect(await parcel()).toMatchObject({ status: 'created', hold: { disputes: ['du_1'] } });
    await closed();
    expect(await service.buyInBackground(id)).toBe('bought');
    expect(carrier.sold()).toBe(1);
  });

  it('is not held again by an older word that comes late', async () => {
    await service.create(order);
    await opened();
    const old = await service.common.holds.read(orderNumber);
    await closed();
    const late = { ...service.common.holds, read: async () => old };
    await heedHold({ ...service.common, holds: late })(await parcel());
    expect(await service.buyInBackground(id)).toBe('bought');
  });

  it('that never knew of the dispute is not held by an older word either', async () => {
    await service.create(order);
    const { holds } = service.common;
    const old = { version: 1, disputes: { du_1: { sequence: 3, open: true } } };
    await holds.change(orderNumber, () => old);
    await closed();
    await heedHold({ ...service.common, holds: { ...holds, read: async () => old } })(await parcel());
    expect(await service.buyInBackground(id)).toBe('bought');
  });

  it('is cancelled with its order, and waits for nothing then', async () => {
    await service.create(order);
    await opened();
    await service.cancel(cancelled);
    expect(await parcel()).toMatchObject({ status: 'cancelled', hold: { disputes: [] } });
    expect(await parcel()).not.toHaveProperty('problem');
    await closed();
    expect(await parcel()).toMatchObject({ status: 'cancelled' });
  });

  it('of an order without a number does not exist', async () => {
    await service.followDispute(null, { disputeId: 'du_1', sequence: 1, open: true });
  });
});
