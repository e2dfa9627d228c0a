import { startCarrierSimulator } from '@cartless/simulators';
import { knownSecret } from '@cartless/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { easypostCarrier } from '../src/carriers/easypost/easypost-carrier.ts';
import type { Sent } from '../src/shipments/shipment.ts';
import { exceptionReason, returnReason } from '../src/tracking/coming-back.ts';
import { confirmTracking } from '../src/tracking/news.ts';
import { withLabel } from '../src/labels/label.ts';
import { createShipment } from '../src/shipments/new-shipment.ts';
import { RULES } from './rules.ts';
import { POLL } from './use-cases.ts';
import { paidOrder } from './world.ts';

const KEY = 'EZTK_of_these_tests';

/** What a person sets the simulator to, and what the shop makes of it. */
const OUTCOMES = [
  [['address_wrong'], 'exception', 'shipment-exception', 'address'],
  [['damaged'], 'exception', 'shipment-exception', 'damaged'],
  [['held'], 'exception', 'shipment-exception', 'held'],
  [['error'], 'exception', 'shipment-exception', undefined],
  [['failure'], 'exception', 'shipment-exception', undefined],
  [['lost'], 'lost', 'shipment-lost', undefined],
  [['lost', 'in_transit'], 'in-transit', 'shipment-found', undefined],
  [['available_for_pickup'], 'out-for-delivery', 'shipment-collectable', undefined],
  [['available_for_pickup', 'returned_not_collected'], 'returned', 'shipment-returning', 'not-collected'],
  [['refused'], 'returned', 'shipment-returning', 'refused'],
  [['returned_wrong_address'], 'returned', 'shipment-returning', 'address'],
  [['returned_damaged'], 'returned', 'shipment-returning', 'damaged'],
  [['return_to_sender'], 'returned', 'shipment-returning', undefined],
  [['return_to_sender', 'delivered'], 'returned', 'shipment-arrived-back', undefined],
  [['delivered'], 'delivered', 'shipment-delivered', undefined],
] as const;

describe('what a carrier can say of a parcel', () => {
  let simulator: Awaited<ReturnType<typeof startCarrierSimulator>>;
  beforeAll(async () => {
    simulator = await startCarrierSimulator({ port: 0, webhookSecret: 'a secret', apiKey: KEY });
  });
  afterAll(() => simulator.stop());
  const signal = new AbortController().signal;

  it.each(OUTCOMES)('%j makes it %s, told as %s because of %s', async (set, status, fact, reason) => {
    const carrier = easypostCarrier({ url: `${simulator.url}/v2`, key: knownSecret(KEY) });
    const order = paidOrder();
    const created = createShipment(order, RULES, new Date()).state;
    const { ref, rates } = await carrier.book({ ...created, origin: RULES.origin }, signal);
    const { label } = await carrier.buy(
      { provider: 'easypost', ref },
      rates[0]!.id,
      { ...created, origin: RULES.origin },
      signal,
    );
    let parcel = withLabel(created, label, true, new Date(), POLL).state as Sent;
    let facts: readonly string[] = [];
    for (const word of set) {
      const answer = await fetch(`${simulator.url}/_control/trackers/${label.trackingNumber}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ status: word }),
      });
      expect(answer.status).toBe(200);
      const change = confirmTracking(parcel, await carrier.track(label, signal), new Date(), POLL);
      parcel = change.state as Sent;
      facts = (change.facts ?? []).map(({ type }) => type);
    }
    expect(parcel.status).toBe(status);
    expect(facts).toContain(fact);
    const { history } = parcel;
    const why = parcel.status === 'returned' ? returnReason(history) : exceptionReason(history);
    expect(why).toBe(reason);
  });
});
