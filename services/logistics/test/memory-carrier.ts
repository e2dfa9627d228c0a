import type { Booked, Bought, Carrier, Consignment } from '../src/carriers/carrier.ts';
import { CarrierRefused, CarrierUnavailable, NOTHING_SENT } from '../src/carriers/errors.ts';
import type { TrackingEvent } from '../src/tracking/tracking.ts';

/** `open`: its breaker is; `losing`: it does what it is told, and its answers are lost. */
type Mood = 'well' | 'down' | 'open' | 'losing' | 'refusing';

/** A carrier that keeps its parcels in memory: one label a parcel, and scans as the test tells them. */
export function memoryCarrier({ provider = 'van', van = 'Van' } = {}) {
  const parcels = new Map<string, { bought?: Bought; back?: boolean }>();
  const scans: TrackingEvent[] = [];
  const told: Consignment[] = [];
  let mood: Mood = 'well';
  /** Whether it offers to take parcels. */
  let offers = true;
  let sold = 0;
  let asked = 0;
  const lost = (details: object = {}) =>
    Promise.reject(CarrierUnavailable({ details: { reason: 'it is down', ...details } }));
  const answer = <T>(make: () => T): Promise<T> => {
    if (mood === 'down') return lost();
    if (mood === 'open') return lost(NOTHING_SENT);
    if (mood === 'refusing') {
      return Promise.reject(CarrierRefused({ details: { reason: 'no such street: 1 Long Road' } }));
    }
    const value = make();
    return mood === 'losing' ? lost() : Promise.resolve(value);
  };
  const parcelOf = (ref: string) => {
    const parcel = parcels.get(ref) ?? {};
    parcels.set(ref, parcel);
    return parcel;
  };
  const offer = (ref: string): Booked => ({
    ref,
    rates: offers
      ? [{ id: 'rate_1', carrier: van, service: 'day', price: { amount: 900, currency: 'CNY' }, days: 1 }]
      : [],
    bought: parcelOf(ref).bought,
  });
  const tracking = (trackingNumber: string) => ({
    trackingNumber,
    carrier: van,
    updatedAt: scans.at(-1)?.time ?? '2026-10-01T00:00:00.000Z',
    estimatedDelivery: null,
    events: scans,
  });
  const sell = (): Bought => {
    sold += 1;
    const trackingNumber = `${van.slice(0, 1)}${sold}`;
    const label = {
      carrier: van,
      service: 'day',
      trackingNumber,
      trackerRef: `trk_${sold}`,
      cost: { amount: 900, currency: 'CNY' },
    };
    return { label, tracking: tracking(trackingNumber) };
  };
  const carrier: Carrier = {
    provider,
    // Like one that knows parcels by our own ids, it is not called for this.
    book: (consignment) => {
      const { id } = consignment;
      const book = () => {
        told.push(consignment);
        return offer(`ref_${id}`);
      };
      return mood === 'losing' ? Promise.resolve(book()) : answer(book);
    },
    booked: ({ ref }) => answer(() => offer(ref)),
    buy: ({ ref }) => {
      asked += 1;
      return answer(() => (parcelOf(ref).bought ??= sell()));
    },
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
    setOffers: (next: boolean): void => void (offers = next),
    sold: () => sold,
    /** How often it was asked for a label. */
    asked: () => asked,
    givenBack: () => [...parcels.values()].filter(({ back }) => back).length,
  };
}
