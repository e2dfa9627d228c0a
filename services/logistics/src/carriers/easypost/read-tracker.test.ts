import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import * as z from 'zod/mini';
import { Tracker } from './easypost-shapes.ts';
import { readTracker } from './read-tracker.ts';

const fixture = JSON.parse(
  readFileSync(new URL('./fixtures/tracker.json', import.meta.url), 'utf8'),
) as Record<string, unknown>;

describe('a tracker of EasyPost', () => {
  it('becomes an update in the shop’s words, with UTC times', () => {
    expect(readTracker(z.parse(Tracker, fixture))).toEqual({
      trackingNumber: '9400110898825022579493',
      carrier: 'USPS',
      updatedAt: '2026-11-21T17:40:12.000Z',
      estimatedDelivery: '2026-11-24T00:00:00.000Z',
      events: [
        {
          time: '2026-11-20T08:00:05.000Z',
          status: 'label-bought',
          place: null,
          message: 'Shipping Label Created',
        },
        {
          time: '2026-11-21T17:40:12.000Z',
          status: 'in-transit',
          place: 'SAN FRANCISCO, CA, US',
          message: 'Arrived at USPS Origin Facility',
        },
      ],
    });
  });

  it.each([
    ['failure', 'failure', 'exception'],
    ['failure', 'lost', 'lost'],
    ['in_transit', 'damaged', 'exception'],
    ['return_to_sender', 'return', 'returned'],
    ['available_for_pickup', 'available_for_pickup', 'out-for-delivery'],
    ['delivered', 'arrived_at_destination', 'delivered'],
  ])('in state %s with detail %s is %s', (status, detail, expected) => {
    const [scan] = fixture['tracking_details'] as Record<string, unknown>[];
    const tracker = { ...fixture, tracking_details: [{ ...scan, status, status_detail: detail }] };
    expect(readTracker(z.parse(Tracker, tracker)).events.map((event) => event.status)).toEqual([expected]);
  });

  it.each([
    ['failure', 'address_correction', 'exception', { why: 'address' }],
    ['in_transit', 'address_correction', 'in-transit', { why: 'address' }],
    ['in_transit', 'awaiting_information', 'exception', { why: 'address' }],
    ['in_transit', 'held', 'exception', { why: 'held' }],
    ['failure', 'damaged', 'exception', { why: 'damaged' }],
    ['return_to_sender', 'damaged', 'returned', { why: 'damaged' }],
    ['in_transit', 'refused', 'returned', { why: 'refused' }],
    ['in_transit', 'return', 'returned', {}],
    ['error', 'error', 'exception', {}],
    ['available_for_pickup', null, 'out-for-delivery', { waits: true }],
    ['in_transit', 'arrived_at_pickup_location', 'out-for-delivery', { waits: true }],
    ['delivered', 'refused', 'delivered', { why: 'refused' }],
    ['in_transit', 'weather_delay', 'in-transit', {}],
  ])('in state %s with detail %s is %s and says why: %j', (status, detail, expected, more) => {
    const [scan] = fixture['tracking_details'] as Record<string, unknown>[];
    const tracker = { ...fixture, tracking_details: [{ ...scan, status, status_detail: detail }] };
    const [event] = readTracker(z.parse(Tracker, tracker)).events;
    const { time: _time, place: _place, message: _message, ...said } = event!;
    expect(said).toEqual({ status: expected, ...more });
  });

  it('says nothing about the way in states that are none, old or new', () => {
    const [scan] = fixture['tracking_details'] as Record<string, unknown>[];
    const details = ['unknown', 'cancelled', 'teleported'].map((status) => ({
      ...scan,
      status,
      status_detail: null,
    }));
    expect(readTracker(z.parse(Tracker, { ...fixture, tracking_details: details })).events).toEqual([]);
  });
});
