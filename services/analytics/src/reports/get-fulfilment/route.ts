import { defineRoute } from '@cartless/lambda';
import * as z from 'zod/mini';
import { RangeInvalid, RangeTooLong, ZoneUnknown } from '../../calendar/errors.ts';
import { rangeQuery, reportMembers } from '../report-query.ts';
import { FULFILMENT_GROUPS } from '../show-fulfilment.ts';

const Waiting = z.object({
  parcels: z.number(),
  averageHours: z.nullable(z.number()),
  medianWithinHours: z.nullable(z.number()),
  p90WithinHours: z.nullable(z.number()),
});

const figures = {
  dispatched: z.number(),
  delivered: z.number(),
  toShip: Waiting,
  toDeliver: Waiting,
  promised: z.number(),
  late: z.number(),
  lateRate: z.nullable(z.number()),
  exceptions: z.number(),
  returned: z.number(),
  lost: z.number(),
};

/** The query of fulfilment, also that of its export. */
export const FulfilmentQuery = z.strictObject({
  ...rangeQuery,
  groupBy: z.optional(z.enum(FULFILMENT_GROUPS)),
});

export const route = defineRoute({
  id: 'getFulfilment',
  method: 'GET',
  path: '/analytics/fulfilment',
  access: 'reports',
  summary: 'How long parcels take to leave and to arrive, and which are late, lost or come back',
  description:
    'Each number is by the hour of what it counts: of leaving, arriving, first trouble, turning back, being lost. toShip is from ' +
    'the payment, and of cash orders from placing, to leaving, by the hour of leaving; toDeliver from leaving to arriving, ' +
    'by the hour of arriving. averageHours is exact; medianWithinHours and p90WithinHours are bounds of buckets (bounds): half of the ' +
    'parcels, nine of ten, took so many hours at most, and null means more than the last bound, or no parcels. late came after ' +
    "its carrier's first estimate, of those (promised) that had one. A replacement parcel counts as a parcel, without " +
    'a time to ship. A parcel that was lost and found again, or arrived, is not lost. The carrier is who drives, - where none is known.',
  query: FulfilmentQuery,
  success: {
    status: 200,
    description: 'The figures of each carrier or region, and of all parcels',
    body: z.object({
      ...reportMembers,
      bounds: z.object({ toShip: z.array(z.number()), toDeliver: z.array(z.number()) }),
      rows: z.array(z.object({ key: z.string(), ...figures })),
      totals: z.object(figures),
    }),
  },
  errors: [RangeInvalid, RangeTooLong, ZoneUnknown],
});
