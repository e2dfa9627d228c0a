import type { Counter } from '../roll-ups/counter.ts';
import { WHOLE } from '../roll-ups/dimension.ts';
import type { RollUps } from '../roll-ups/ports.ts';
import { DELIVER_HOURS, SHIP_HOURS } from '../roll-ups/waiting-time.ts';
import { boundsOf, type Period } from '../calendar/period.ts';
import type { Sums } from './metric.ts';
import { slicesOf, totalOf } from './read-figures.ts';

/**
 * How long parcels took. `averageHours` is exact to the minute of each; the others are bounds of buckets: half of the parcels,
 * nine of ten, took so many hours at most. Null where there was none, and of bounds where it was more than the last of them.
 */
type Waiting = Readonly<{
  parcels: number;
  averageHours: number | null;
  medianWithinHours: number | null;
  p90WithinHours: number | null;
}>;

export type ParcelFigures = Readonly<{
  dispatched: number;
  delivered: number;
  toShip: Waiting;
  toDeliver: Waiting;
  /** Of the delivered: those of which an arrival was foretold, those that came after it, and their share. */
  promised: number;
  late: number;
  lateRate: number | null;
  exceptions: number;
  returned: number;
  lost: number;
}>;

export const FULFILMENT_GROUPS = ['carrier', 'region'] as const;
export type FulfilmentGroup = (typeof FULFILMENT_GROUPS)[number];

export type Fulfilment = Readonly<{
  from: string;
  to: string;
  zone: string;
  /** The bounds of the buckets, in hours. */
  bounds: Readonly<{ toShip: number[]; toDeliver: number[] }>;
  rows: (ParcelFigures & Readonly<{ key: string }>)[];
  totals: ParcelFigures;
}>;

const COUNTED = [
  'parcelsDispatched',
  'parcelsDelivered',
  'parcelExceptions',
  'parcelsReturned',
  'parcelsLost',
] as const satisfies Counter[];

/** How parcels were sent and arrived in a period, each number by the hour of what it counts. */
export const showFulfilment =
  ({ rollUps }: Readonly<{ rollUps: RollUps }>) =>
  async (period: Period, group: FulfilmentGroup | undefined): Promise<Fulfilment> => {
    const [total, slices] = await Promise.all([
      totalOf(rollUps, { dimension: 'total', value: WHOLE }, period),
      group === undefined ? [] : slicesOf(rollUps, group, period),
    ]);
    return {
      ...boundsOf(period),
      bounds: { toShip: Object.values(SHIP_HOURS), toDeliver: Object.values(DELIVER_HOURS) },
      rows: slices
        .filter(({ sums }) => COUNTED.some((counter) => (sums.get(counter) ?? 0) !== 0))
        .map(({ value, sums }) => ({ key: value, ...figuresOf(sums) }))
        .sort((a, b) => b.dispatched - a.dispatched || (a.key < b.key ? -1 : 1)),
      totals: figuresOf(total),
    };
  };

function figuresOf(sums: Sums): ParcelFigures {
  const of = (counter: Counter): number => sums.get(counter) ?? 0;
  const [promised, late] = [of('parcelsPromised'), of('parcelsLate')];
  return {
    dispatched: of('parcelsDispatched'),
    delivered: of('parcelsDelivered'),
    toShip: waiting(sums, 'shipTimed', 'shipMinutes', SHIP_HOURS),
    toDeliver: waiting(sums, 'deliverTimed', 'deliverMinutes', DELIVER_HOURS),
    promised,
    late,
    lateRate: promised === 0 ? null : late / promised,
    exceptions: of('parcelExceptions'),
    returned: of('parcelsReturned'),
    lost: of('parcelsLost'),
  };
}

function waiting(
  sums: Sums,
  timed: Counter,
  minutes: Counter,
  bounds: Readonly<Partial<Record<Counter, number>>>,
): Waiting {
  const parcels = sums.get(timed) ?? 0;
  const withinOf = (percent: number): number | null => boundOf(sums, bounds, (parcels * percent) / 100);
  return {
    parcels,
    averageHours: parcels === 0 ? null : (sums.get(minutes) ?? 0) / parcels / 60,
    medianWithinHours: withinOf(50),
    p90WithinHours: withinOf(90),
  };
}

/** The bound of the bucket that the so-manieth parcel is in, from the fastest. */
function boundOf(
  sums: Sums,
  bounds: Readonly<Partial<Record<Counter, number>>>,
  place: number,
): number | null {
  let seen = 0;
  for (const [bucket, hours] of Object.entries(bounds)) {
    seen += sums.get(bucket as Counter) ?? 0;
    if (seen > 0 && seen >= place) return hours;
  }
  return null;
}
