import { OrderPaid, SHIPMENT_STATUSES } from '@cartless/domain';
import { brokenMoves, deadEnds, type Ways } from '@cartless/testing';
import { describe, expect, it } from '@jest/globals';
import { dispatch, withLabel, withoutLabel } from '../src/labels/label.ts';
import { afterSilence } from '../src/scheduler/due-work.ts';
import { cancel } from '../src/shipments/cancellation.ts';
import { createShipment } from '../src/shipments/new-shipment.ts';
import type { Sent, Shipment, ShipmentChange } from '../src/shipments/shipment.ts';
import { RULES } from './rules.ts';
import { lostBySilence } from '../src/tracking/silence.ts';
import { POLL } from './use-cases.ts';

const NOW = new Date('2026-11-21T12:00:00.000Z');
const MUCH_LATER = new Date(NOW.getTime() + 46 * 86_400_000);
const created = createShipment(OrderPaid.example, RULES, NOW).state;
const label = { carrier: 'SFExpress', service: 'Standard', trackingNumber: 'SF1', trackerRef: 'trk_1' };
const labelled = withLabel(created, label, false, NOW, POLL).state;
const refused = withoutLabel(created, { code: 'X', message: 'no', at: NOW.toISOString() }).state;
const sent = withLabel(created, label, true, NOW, POLL).state as Sent;
const silent = (status: 'dispatched' | 'in-transit' | 'out-for-delivery' | 'exception') => {
  const parcel = { ...sent, status } as Shipment;
  return lostBySilence(afterSilence(parcel, MUCH_LATER, POLL), MUCH_LATER, POLL);
};
const statusAfter = (change: ShipmentChange | undefined) => change?.state.status;

/** A lost parcel is at its end here: what becomes of the order is decided there, by somebody or by time. */
const PARCELS: Ways = {
  name: 'a parcel',
  states: [...SHIPMENT_STATUSES.filter((status) => status !== 'exception'), 'refused a label', 'in trouble'],
  ends: ['delivered', 'cancelled', 'returned', 'lost'],
  moves: [
    {
      from: 'created',
      to: 'cancelled',
      by: 'shopper',
      make: () => statusAfter(cancel(created, NOW)),
    },
    {
      from: 'refused a label',
      to: 'cancelled',
      by: 'shopper',
      make: () => statusAfter(cancel(refused, NOW)),
    },
    { from: 'label-bought', to: 'cancelled', by: 'shopper', make: () => statusAfter(cancel(labelled, NOW)) },
    {
      from: 'label-bought',
      to: 'dispatched',
      by: 'staff',
      make: () => statusAfter(dispatch(labelled, NOW, POLL)),
    },
    { from: 'dispatched', to: 'lost', by: 'time', make: () => statusAfter(silent('dispatched')) },
    { from: 'in-transit', to: 'lost', by: 'time', make: () => statusAfter(silent('in-transit')) },
    { from: 'out-for-delivery', to: 'lost', by: 'time', make: () => statusAfter(silent('out-for-delivery')) },
    { from: 'in trouble', to: 'lost', by: 'time', make: () => statusAfter(silent('exception')) },
  ],
};

/** Every table of moves of the service. */
describe.each([PARCELS])('$name', (ways) => {
  it('ends without an engineer from wherever it is, however silent its carrier', () => {
    expect(brokenMoves(ways)).toEqual([]);
    expect(deadEnds(ways)).toEqual([]);
  });
});
