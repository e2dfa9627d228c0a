import type { Counter } from './counter.ts';

type ShipBucket = Extract<Counter, `shipWithin${number}`>;
type DeliverBucket = Extract<Counter, `deliverWithin${number}`>;
type Bounds<Bucket extends Counter> = Readonly<Record<Bucket, number>>;

/** How many hours are in each bucket of the time to ship; what takes longer is in none. */
export const SHIP_HOURS = {
  shipWithin4: 4,
  shipWithin12: 12,
  shipWithin24: 24,
  shipWithin48: 48,
  shipWithin72: 72,
  shipWithin120: 120,
  shipWithin168: 168,
  shipWithin336: 336,
} as const satisfies Bounds<ShipBucket>;

/** The same of the time to deliver. */
export const DELIVER_HOURS = {
  deliverWithin24: 24,
  deliverWithin48: 48,
  deliverWithin72: 72,
  deliverWithin96: 96,
  deliverWithin120: 120,
  deliverWithin168: 168,
  deliverWithin240: 240,
  deliverWithin336: 336,
  deliverWithin720: 720,
} as const satisfies Bounds<DeliverBucket>;

/** The bucket of a time to ship: the first whose bound it does not exceed. */
export const shipBucket = (minutes: number): Counter => bucketOf(SHIP_HOURS, 'shipLonger', minutes);

/** The same of a time to deliver. */
export const deliverBucket = (minutes: number): Counter => bucketOf(DELIVER_HOURS, 'deliverLonger', minutes);

const bucketOf = (bounds: Readonly<Record<string, number>>, longer: Counter, minutes: number): Counter =>
  (Object.entries(bounds).find(([, hours]) => minutes <= hours * 60)?.[0] as Counter | undefined) ?? longer;
