import { describe, expect, it } from '@jest/globals';
import { OrderPaid } from '@cartless/domain';
import { applyTracking, isTracked, type Tracked } from './news.ts';
import { createShipment } from '../shipments/new-shipment.ts';
import { withLabel } from '../labels/label.ts';
import type { Shipment } from '../shipments/shipment.ts';
import { shipmentDeclaration } from '../shipments/shipment-store.ts';
import { RULES } from '../../test/rules.ts';
import type { TrackingEvent, TrackingUpdate } from './tracking.ts';

const NOW = new Date('2026-11-21T12:00:00.000Z');
/** When all of it has come in. */
const HEARD = new Date('2026-11-26T12:00:00.000Z');
const POLL = { first: 7200, longest: 86_400, giveUp: 3_888_000 };
const LABEL = { carrier: 'SFExpress', service: 'Standard', trackingNumber: 'SF1', trackerRef: 'trk_1' };

const tracked = (shipment: Shipment): Tracked => {
  if (!isTracked(shipment)) throw new Error('it has no label');
  return shipment;
};
const labelled = (dispatch: boolean): Tracked => {
  const { state } = createShipment(OrderPaid.example, RULES, NOW);
  return tracked(withLabel(state, LABEL, dispatch, NOW, POLL).state);
};
/** What is told, by name. */
const told = (change: ReturnType<typeof applyTracking>): string[] =>
  (change?.facts ?? []).map(({ type }) => type);
const scan = (status: TrackingEvent['status'], hour: number): TrackingEvent => ({
  time: new Date(NOW.getTime() + hour * 3_600_000).toISOString(),
  status,
  place: null,
  message: status,
});
const update = (...events: readonly TrackingEvent[]): TrackingUpdate => ({
  trackingNumber: 'SF1',
  carrier: 'SFExpress',
  updatedAt: events.at(-1)?.time ?? NOW.toISOString(),
  estimatedDelivery: null,
  events,
});
const permutations = <T>(list: readonly T[]): T[][] =>
  list.length === 0
    ? [[]]
    : list.flatMap((one, index) =>
        permutations(list.filter((_, i) => i !== index)).map((rest) => [one, ...rest]),
      );

describe('what a carrier says of a parcel', () => {
  it('leads to one and the same parcel in each of the 120 orders of arrival', () => {
    const scans = [
      scan('in-transit', 1),
      scan('exception', 2),
      scan('in-transit', 3),
      scan('out-for-delivery', 4),
      scan('delivered', 5),
    ];
    const results = permutations(scans).map((order) =>
      order.reduce(
        (parcel, one) => tracked(applyTracking(parcel, update(one), HEARD, POLL)?.state ?? parcel),
        labelled(true),
      ),
    );
    expect(new Set(results.map(({ status, history }) => JSON.stringify([status, history]))).size).toBe(1);
    expect(results[0]?.status).toBe('delivered');
  });

  it('tells of delivery once, whatever comes later', () => {
    const delivered = applyTracking(labelled(true), update(scan('delivered', 5)), HEARD, POLL);
    expect(told(delivered)).toEqual(['shipment-delivered']);
    const late = applyTracking(
      tracked(delivered?.state ?? labelled(true)),
      update(scan('exception', 6)),
      HEARD,
      POLL,
    );
    expect(late).toMatchObject({ facts: [], state: { status: 'delivered' } });
  });

  it('tells that a parcel left before it tells that it arrived, when its first sign is the delivery', () => {
    const change = applyTracking(labelled(false), update(scan('delivered', 5)), HEARD, POLL);
    expect(told(change)).toEqual(['shipment-dispatched', 'shipment-delivered']);
    expect(change?.state.dispatchedAt).toBe(scan('delivered', 5).time);
  });

  it('does not count as confirmed later than now when the carrier’s clock is ahead', () => {
    const change = applyTracking(labelled(true), update(scan('in-transit', 500)), HEARD, POLL);
    expect(change?.state.checkedAt).toBe(HEARD.toISOString());
  });

  it('is measured by the first arrival that its carrier foretells, which events tell from then on', () => {
    const first = '2026-11-23T00:00:00.000Z';
    const sent = applyTracking(
      labelled(false),
      { ...update(scan('in-transit', 1)), estimatedDelivery: first },
      HEARD,
      POLL,
    );
    const parcel = tracked(sent?.state ?? labelled(false));
    const later = applyTracking(
      parcel,
      { ...update(scan('delivered', 70)), estimatedDelivery: '2026-11-24T00:00:00.000Z' },
      HEARD,
      POLL,
    );
    expect(later?.state).toMatchObject({
      estimatedDelivery: '2026-11-24T00:00:00.000Z',
      firstEstimate: first,
    });
    expect(parcel.firstEstimate).toBe(first);
    for (const change of [sent, later]) {
      const fact = change?.facts?.at(0);
      const state = change?.state;
      expect(state && fact && shipmentDeclaration.facts[fact.type].data(fact as never, state)).toMatchObject({
        firstEstimate: first,
      });
    }
  });

  it('ends the questions when nothing more can happen', () => {
    expect(labelled(true).dueAt).toBeDefined();
    const done = applyTracking(labelled(true), update(scan('delivered', 5)), HEARD, POLL);
    expect(done?.state.dueAt).toBeUndefined();
  });

  it('is kept to the newest sixty scans, so that a parcel stays small', () => {
    const scans = Array.from({ length: 90 }, (_, hour) => ({
      ...scan('in-transit', hour),
      message: `hub ${hour}`,
    }));
    const change = applyTracking(labelled(true), update(...scans), HEARD, POLL);
    expect(change?.state.history).toHaveLength(60);
    expect(change?.state.history.at(-1)?.message).toBe('hub 89');
  });

  it('about a cancelled parcel changes nothing but its history', () => {
    const cancelled = { ...labelled(false), status: 'cancelled' } as Tracked;
    expect(applyTracking(cancelled, update(scan('in-transit', 1)), HEARD, POLL)).toMatchObject({
      facts: [],
      state: { status: 'cancelled' },
    });
  });
});
