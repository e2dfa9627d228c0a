import type { Booked, Bought, Carrier, Consignment } from '../src/carriers/carrier.ts';
import { CarrierRefused, CarrierUnavailable } from '../src/carriers/errors.ts';
import type { TrackingEvent } from '../src/tracking/tracking.ts';

type Mood = 'well' | 'down' | 'refusing';

/** A carrier that keeps its parcels in memory: one label a parcel, and scans as the test tells them. */
export function memoryCarrier() {
  const parcels = new Map<string, { bought?: Bought; back?: boolean }>();
  const scans: TrackingEvent[] = [];
  const told: Consignment[] = [];
  let mood: Mood = 'well';
  let sold = 0;
  const answer = <T>(make: () => T): Promise<T> => {
    if (mood === 'down') return Promise.reject(CarrierUnavailable({ details: { reason: 'it is down' } }));
    if (mood === 'refusing') {
      return Promise.reject(CarrierRefused({ details: { reason: 'no such street: 1 Long Road' } }));
    }
    return Promise.resolve(make());
  };
  const parcelOf = (ref: string) => {
    const parcel = parcels.get(ref) ?? {};
    parcels.set(ref, parcel);
    return parcel;
  };
  const offer = (ref: string): Booked => ({
    ref,
    rates: [
      { id: 'rate_1', carrier: 'Van', service: 'day', price: { amount: 900, currency: 'CNY' }, days: 1 },
    ],
    bought: parcelOf(ref).bought,
  });
  const tracking = (trackingNumber: string) => ({
    trackingNumber,
    carrier: 'Van',
    updatedAt: scans.at(-1)?.time ?? '2026-10-01T00:00:00.000Z',
    estimatedDelivery: null,
    events: scans,
  });
  const sell = (): Bought => {
    sold += 1;
    const trackingNumber = `V${sold}`;
    const label = { carrier: 'Van', service: 'day', trackingNumber, trackerRef: `trk_${sold}` };
    return { label, tracking: tracking(trackingNumber) };
  };
  const carrier: Carrier = {
    provider: 'van',
    book: (consignment) =>
      answer(() => {
        told.push(consignment);
        return offer(`ref_${consignment.id}`);
      }),
    booked: ({ ref }) => answer(() => offer(ref)),
    buy: ({ ref }) => answer(() => (parcelOf(ref).bought ??= sell())),
    giveBack: ({ ref }) => answer(() => (parcelOf(ref).back = true)),
    track: ({ trackingNumber }) => answer(() => tracking(trackingNumber)),
    ping: () => answer(() => undefined),
  };
  return {
    carrier,
    scans,
    /** What it was told of each parcel that was booked. */
    told,
    setMood: (next: Mood): void => void (mood = next),
    sold: () => sold,
    givenBack: () => [...parcels.values()].filter(({ back }) => back).length,
  };
}
