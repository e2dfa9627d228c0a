import { memoryItems } from '@cartless/aggregate/memory';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { OrderPaid, type UserId, UserReinstated, UserSuspended } from '@cartless/domain';
import { carriers } from '../src/carriers/choice.ts';
import { dueWork } from '../src/scheduler/due-work.ts';
import { standingsStore } from '../src/accounts/standings-store.ts';
import { LOGISTICS_TABLE } from '../src/logistics-table.ts';
import { memoryCarrier } from './memory-carrier.ts';
import { accountEvent, useCases } from './use-cases.ts';
import { firstParcel, paidOrder, SHOPPER } from './world.ts';

const ORDERED = OrderPaid.example.placedAt;
const BEFORE = '2026-11-21T07:59:59.000Z';
const AFTER = '2026-11-21T08:00:01.000Z';
const DAY = 86_400_000;

describe('an account', () => {
  const order = paidOrder(undefined, { userId: SHOPPER });
  const id = firstParcel(order);
  const { orderNumber } = order;
  const cancelled = { ...order, reason: 'admin' as const, cancelledAt: AFTER };
  let now: number;
  let items: ReturnType<typeof memoryItems>;
  let carrier: ReturnType<typeof memoryCarrier>;
  let service: ReturnType<typeof useCases>;
  const openService = (autoDispatch: boolean) =>
    useCases({ items, carriers: carriers(carrier.carrier), clock: () => new Date(now), autoDispatch });
  beforeEach(() => {
    now = Date.parse('2026-11-21T09:00:00Z');
    carrier = memoryCarrier();
    items = memoryItems(LOGISTICS_TABLE, () => new Date(now));
    service = openService(true);
  });
  const parcel = () => service.shipments.read(id);
  const suspend = (sequence = 3, time = AFTER) =>
    service.followStanding(accountEvent(UserSuspended, SHOPPER, sequence, time));
  const reinstate = (sequence = 4) =>
    service.followStanding(accountEvent(UserReinstated, SHOPPER, sequence, AFTER));
  const erase = (time: string) => service.erase(SHOPPER, time);
  const due = () => service.shipments.due(new Date(now + 3_600_000), 10);
  const held = { code: 'SHIPMENT_ACCOUNT_HELD' };

  describe('that is suspended', () => {
    it('gets nothing sent, whether that is heard before its order or after', async () => {
      for (const steps of [
        [() => service.create(order), suspend],
        [suspend, () => service.create(order)],
      ]) {
        items = memoryItems(LOGISTICS_TABLE);
        service = openService(true);
        for (const step of steps) await step();
        expect(await service.buyInBackground(id)).toBe('postponed');
        expect([carrier.sold(), await due(), dueWork(await parcel())]).toEqual([0, [], 'nothing']);
        await expect(service.dispatch(id)).rejects.toMatchObject(held);
        expect((await service.list({ status: 'created', limit: 10 })).items).toMatchObject([
          { id, problem: { message: expect.stringContaining('suspended') } },
        ]);
      }
    });

    it('gets it sent by itself when the suspension is lifted, however often and in whatever order that is told', async () => {
      for (const events of [
        [suspend, reinstate],
        [reinstate, suspend],
        [suspend, suspend, reinstate, reinstate, suspend],
      ]) {
        items = memoryItems(LOGISTICS_TABLE);
        service = openService(true);
        await service.create(order);
        for (const event of events) await event();
        expect(await parcel()).not.toHaveProperty('problem');
        expect(await due()).toEqual([id]);
        expect(await service.buyInBackground(id)).toBe('bought');
      }
    });

    it('keeps its label, and nobody hands the parcel over, also not whoever has not heard of it', async () => {
      service = openService(false);
      await service.create(order);
      await service.buyInBackground(id);
      // As if the index of the account's parcels did not have it yet.
      await service.common.standings.keep(
        SHOPPER,
        accountEvent(UserSuspended, SHOPPER, 3, AFTER),
        new Date(now),
      );
      await expect(service.dispatch(id)).rejects.toMatchObject(held);
      await reinstate();
      expect(await service.dispatch(id)).toMatchObject({ status: 'dispatched' });
      expect(carrier.sold()).toBe(1);
    });

    it('waits for the end of the dispute too, and the other way round', async () => {
      await service.create(order);
      const dispute = (sequence: number, open: boolean) =>
        service.followDispute(orderNumber, { disputeId: 'du_1', sequence, open });
      await dispute(3, true);
      await suspend();
      await reinstate();
      expect(await service.buyInBackground(id)).toBe('postponed');
      await suspend(5);
      await dispute(4, false);
      expect(await parcel()).toMatchObject({ problem: held });
      expect(await service.buyInBackground(id)).toBe('postponed');
      await reinstate(6);
      expect(await service.buyInBackground(id)).toBe('bought');
    });

    it('gets it sent when an administrator releases it, until it is suspended again', async () => {
      await service.create(order);
      await suspend();
      expect(await service.release(id)).toMatchObject({ status: 'created' });
      await suspend();
      expect(await due()).toEqual([id]);
      await suspend(5);
      expect(await service.buyInBackground(id)).toBe('postponed');
      await service.release(id);
      expect(await service.buyInBackground(id)).toBe('bought');
    });

    it('leaves nothing for ever: with its order the parcel is cancelled, and its label given back', async () => {
      service = openService(false);
      await service.create(order);
      await service.buyInBackground(id);
      await suspend();
      await service.cancel(cancelled);
      expect(await parcel()).toMatchObject({ status: 'cancelled', voidedAt: expect.any(String) });
      expect(await parcel()).not.toHaveProperty('problem');
      await reinstate();
      expect(await parcel()).toMatchObject({ status: 'cancelled' });
    });

    it('does not call back what has left, and gets nothing sent again', async () => {
      await service.create(order);
      await service.buyInBackground(id);
      const before = await parcel();
      await suspend();
      expect(await parcel()).toEqual(before);
      const ask = (userId: UserId, isStaff: boolean, idempotencyKey = 'k') =>
        service.requestReship({
          typed: orderNumber,
          caller: { userId, isStaff },
          wish: { reason: 'damaged', photos: [] },
          idempotencyKey,
        });
      await expect(ask(SHOPPER, false)).rejects.toMatchObject({
        kind: 'forbidden',
        code: 'ACCOUNT_SUSPENDED',
      });
      await reinstate();
      const { replayed } = await ask(SHOPPER, false);
      expect(replayed).toBe(false);
      await suspend(5);
      expect(await ask(SHOPPER, false)).toMatchObject({ replayed: true });
      // The staff goes on; what they send waits like everything of the account.
      const replacement = await service.approve(id);
      expect(await service.buyInBackground(replacement.id)).toBe('postponed');
    });

    it('cannot have parcels sent again as one of the staff either', async () => {
      const boss = 'usr_boss' as UserId;
      await service.create(order);
      await service.buyInBackground(id);
      await service.followStanding(accountEvent(UserSuspended, boss, 3, AFTER));
      const wish = { reason: 'damaged' as const, photos: [] };
      const caller = { userId: boss, isStaff: true };
      await expect(
        service.requestReship({ typed: orderNumber, caller, wish, idempotencyKey: undefined }),
      ).rejects.toMatchObject({ code: 'ACCOUNT_SUSPENDED' });
      expect((await parcel()).replacedBy).toBeUndefined();
    });

    it('holds every parcel that is made of one that waits', async () => {
      service = openService(false);
      await service.create(order);
      await service.buyInBackground(id);
      await suspend();
      await service.readdress({ ...order, change: 5, changedAt: AFTER });
      const { replacedBy } = await parcel();
      expect(await service.buyInBackground(replacedBy!)).toBe('postponed');
      expect(carrier.sold()).toBe(1);
    });
  });

  describe('that was deleted', () => {
    it('gets no label for what was ordered afterwards, whether that is heard before the order or after', async () => {
      for (const steps of [
        [() => service.create(order), () => erase(BEFORE)],
        [() => erase(BEFORE), () => service.create(order)],
      ]) {
        items = memoryItems(LOGISTICS_TABLE);
        service = openService(true);
        for (const step of steps) await step();
        expect(await service.buyInBackground(id)).toBe('postponed');
        await expect(service.dispatch(id)).rejects.toMatchObject(held);
        await service.cancel(cancelled);
        expect(await parcel()).toMatchObject({ status: 'cancelled', address: { recipient: '-' } });
      }
      expect(carrier.sold()).toBe(0);
    });

    it('still gets what was ordered before, also when it had been suspended in between', async () => {
      await service.create(order);
      await suspend(3, BEFORE);
      await erase(AFTER);
      await reinstate(4);
      expect(await service.buyInBackground(id)).toBe('bought');
      expect(await parcel()).toMatchObject({ status: 'dispatched', address: { recipient: '-' } });
    });

    it('asks for nothing to be sent again', async () => {
      await service.create(order);
      await service.buyInBackground(id);
      await erase(AFTER);
      const wish = { reason: 'damaged' as const, photos: [] };
      const caller = { userId: SHOPPER, isStaff: false };
      await expect(
        service.requestReship({ typed: orderNumber, caller, wish, idempotencyKey: undefined }),
      ).rejects.toMatchObject({ kind: 'forbidden', code: 'ACCOUNT_CLOSED' });
    });

    it('is remembered while events may be late, also by what an earlier release kept', async () => {
      const { read } = standingsStore(items);
      await erase(ORDERED);
      await suspend(99);
      now += 89 * DAY;
      expect(await read(SHOPPER)).toMatchObject({ status: 'erased', sequence: 9 });
      now += 2 * DAY;
      items.expire();
      expect(items.all().some(({ pk }) => pk === `erased#${SHOPPER}`)).toBe(false);
      await items.write([{ put: { pk: 'erased#usr_old', sk: 'erased' } }]);
      expect(await read('usr_old')).toMatchObject({ status: 'erased' });
    });
  });

  it('is kept for as long as it is suspended', async () => {
    await suspend();
    now += 400 * DAY;
    items.expire();
    expect(await service.common.standings.read(SHOPPER)).toMatchObject({ status: 'suspended' });
  });
});
