import { OrderPaid } from '@cartless/domain';
import { describe, expect, it } from '@jest/globals';
import { dueWork } from '../scheduler/due-work.ts';
import { createShipment } from '../shipments/new-shipment.ts';
import type { Shipment } from '../shipments/shipment.ts';
import { RULES } from '../../test/rules.ts';
import { withLabel } from '../labels/label.ts';
import { applyTracking, confirmTracking, type Tracked } from './news.ts';
import { exceptionReason, returnCause, returnReason } from './coming-back.ts';
import type { TrackingEvent } from './tracking.ts';

const NOW = new Date('2026-11-21T12:00:00.000Z');
const POLL = { first: 7200, longest: 86_400, giveUp: 3_888_000 };
const LABEL = { carrier: 'SFExpress', service: 'Standard', trackingNumber: 'SF1', trackerRef: 'trk_1' };
const sent = withLabel(createShipment(OrderPaid.example, RULES, NOW).state, LABEL, true, NOW, POLL)
  .state as Tracked;
const hours = (count: number) => new Date(NOW.getTime() + count * 3_600_000);
const scan = (status: TrackingEvent['status'], hour: number, more = {}): TrackingEvent => ({
  time: hours(hour).toISOString(),
  status,
  place: null,
  message: status,
  ...more,
});
const hear = (parcel: Shipment, ...events: readonly TrackingEvent[]) =>
  applyTracking(
    parcel as Tracked,
    {
      trackingNumber: 'SF1',
      carrier: 'SFExpress',
      updatedAt: events.at(-1)?.time ?? NOW.toISOString(),
      estimatedDelivery: null,
      events,
    },
    hours(100),
    POLL,
  );
const told = (change: ReturnType<typeof hear>) => change?.facts?.map(({ type }) => type);

describe('a parcel that goes back', () => {
  const returning = hear(sent, scan('in-transit', 1), scan('returned', 2));

  it('is told of, with whether it was refused', () => {
    expect(returning?.state.status).toBe('returned');
    expect(told(returning)).toEqual(['shipment-returning']);
    expect(returnCause(returning!.state.history)).toBe('undeliverable');
    const refused = hear(sent, scan('returned', 2, { refused: true }));
    expect(returnCause(refused!.state.history)).toBe('refused');
  });

  it.each([
    ['the scans of the way back say', [scan('returned', 2, { why: 'damaged' })], 'damaged'],
    ['it said before it turned', [scan('in-transit', 1, { why: 'address' }), scan('returned', 2)], 'address'],
    [
      'nobody fetched it',
      [scan('out-for-delivery', 1, { waits: true }), scan('returned', 2)],
      'not-collected',
    ],
    ['an earlier release noted', [scan('returned', 2, { refused: true })], 'refused'],
    ['nobody says', [scan('in-transit', 1), scan('returned', 2)], undefined],
  ] as const)('is told with its reason, which %s', (_, scans, reason) => {
    const { history } = hear(sent, ...scans)!.state;
    expect(returnReason(history)).toBe(reason);
    expect(returnCause(history)).toBe(reason === 'refused' ? 'refused' : 'undeliverable');
  });

  it('is in trouble for the reason of the last scan that stopped it', () => {
    const stopped = hear(
      sent,
      scan('exception', 1, { why: 'held' }),
      scan('in-transit', 2),
      scan('exception', 3, { why: 'address' }),
    );
    expect(exceptionReason(stopped!.state.history)).toBe('address');
  });

  it('waits to be fetched before, which is told once', () => {
    const there = hear(sent, scan('out-for-delivery', 1, { waits: true }));
    expect(told(there)).toEqual(['shipment-collectable']);
    expect(told(hear(there!.state, scan('out-for-delivery', 2, { waits: true })))).toEqual([]);
    expect(told(hear(there!.state, scan('delivered', 3)))).toEqual(['shipment-delivered']);
    const late = hear(sent, scan('out-for-delivery', 1, { waits: true }), scan('delivered', 3));
    expect(told(late)).toEqual(['shipment-delivered']);
  });

  it('is asked about until it is here', () => {
    expect(dueWork(returning!.state)).toBe('ask-carrier');
    const back = hear(returning!.state, scan('delivered', 50));
    expect(back?.state).toMatchObject({ status: 'returned', arrivedBackAt: hours(50).toISOString() });
    expect(told(back)).toEqual(['shipment-arrived-back']);
    expect(dueWork(back!.state)).toBe('nothing');
    expect(hear(back!.state, scan('delivered', 50))).toBeUndefined();
  });

  it('is delivered to nobody else, also when all of it is heard at once', () => {
    const whole = hear(sent, scan('in-transit', 1), scan('returned', 2), scan('delivered', 50));
    expect(whole?.state).toMatchObject({ status: 'returned', arrivedBackAt: hours(50).toISOString() });
    expect(told(whole)).toEqual(['shipment-returning', 'shipment-arrived-back']);
  });
});

describe('a parcel that was lost', () => {
  const lost = hear(sent, scan('lost', 2));

  it('is told to be found when it moves again, and can be delivered or lost again', () => {
    const found = hear(lost!.state, scan('in-transit', 3));
    expect(told(lost)).toEqual(['shipment-lost']);
    expect(told(found)).toEqual(['shipment-found']);
    expect(told(hear(found!.state, scan('delivered', 4)))).toEqual(['shipment-delivered']);
    expect(told(hear(found!.state, scan('lost', 4)))).toEqual(['shipment-lost']);
    expect(told(hear(lost!.state, scan('delivered', 4)))).toEqual(['shipment-delivered']);
  });

  it('may only be silent: after 45 days without a word', () => {
    const silence = (at: Date, parcel = sent) =>
      confirmTracking(
        parcel,
        { trackingNumber: 'SF1', carrier: 'S', updatedAt: '', estimatedDelivery: null, events: [] },
        at,
        POLL,
      );
    expect(silence(hours(44 * 24)).state.status).toBe('dispatched');
    const given = silence(hours(46 * 24));
    expect(given.state).toMatchObject({ status: 'lost', statusAt: hours(46 * 24).toISOString() });
    expect(told(given)).toEqual(['shipment-lost']);
    // What waits in the warehouse is not lost.
    const waiting = withLabel(createShipment(OrderPaid.example, RULES, NOW).state, LABEL, false, NOW, POLL)
      .state as Tracked;
    expect(silence(hours(46 * 24), waiting).state.status).toBe('label-bought');
  });
});
