import { describe, expect, it } from '@jest/globals';
import { OrderPaid } from '@cartless/domain';
import { createShipment } from '../shipments/new-shipment.ts';
import { afterFailure, afterSilence, dueWork } from './due-work.ts';
import { withLabel } from '../labels/label.ts';
import type { Shipment } from '../shipments/shipment.ts';
import { RULES } from '../../test/rules.ts';

const NOW = new Date('2026-11-21T12:00:00.000Z');
const POLL = { first: 7200, longest: 86_400, giveUp: 3_888_000 };
const created = createShipment(OrderPaid.example, RULES, NOW).state;
const label = { carrier: 'SFExpress', service: 'Standard', trackingNumber: 'SF1', trackerRef: 'trk_1' };
const sent = withLabel(created, label, true, NOW, POLL).state;
const waits = (parcel: Shipment): number => (Date.parse(parcel.dueAt ?? '') - NOW.getTime()) / 1000;

describe('the scheduler', () => {
  it('asks about a silent parcel after two hours, then more and more rarely, at least once a day', () => {
    const asked: number[] = [waits(sent)];
    let parcel = sent;
    for (let n = 0; n < 5; n += 1) {
      parcel = afterSilence(parcel, NOW, POLL);
      asked.push(waits(parcel));
    }
    expect(asked).toEqual([7200, 14_400, 28_800, 57_600, 86_400, 86_400]);
  });

  it('gives up on a parcel that is silent for 45 days', () => {
    const later = new Date(NOW.getTime() + 46 * 86_400_000);
    expect(afterSilence(sent, later, POLL).dueAt).toBeUndefined();
  });

  it('tries again after a failure, at most ten minutes later, and not all parcels at once', () => {
    expect(waits(afterFailure(created, NOW, 0))).toBe(30);
    expect(waits(afterFailure(created, NOW, 1))).toBe(60);
    expect(waits(afterFailure({ ...created, tries: 20 }, NOW, 1))).toBe(600);
  });

  it('knows by the parcel what is to be done', () => {
    const booking = { provider: 'easypost', ref: 'shp_1' };
    expect(dueWork(created)).toBe('buy-label');
    expect(dueWork(sent)).toBe('ask-carrier');
    expect(dueWork({ ...sent, status: 'delivered' })).toBe('nothing');
    expect(dueWork({ ...sent, status: 'cancelled' })).toBe('nothing');
    expect(dueWork({ ...sent, status: 'cancelled', booking })).toBe('void-label');
    expect(dueWork({ ...sent, status: 'cancelled', booking, voidedAt: NOW.toISOString() })).toBe('nothing');
    expect(dueWork({ ...created, status: 'exception' })).toBe('nothing');
  });
});
