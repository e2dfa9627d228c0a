import * as z from 'zod/mini';

/**
 * The parts of EasyPost's v2 objects that are used; everything else in them is passed over. Each is made when the first of its kind is
 * read: many functions know the carriers and seldom ask one.
 * Source: docs.easypost.com, "Shipment", "Rate", "Tracker", "Event".
 */
const text = z.nullish(z.string());

export const TrackerStatus = z.enum([
  'unknown',
  'pre_transit',
  'in_transit',
  'out_for_delivery',
  'delivered',
  'available_for_pickup',
  'return_to_sender',
  'failure',
  'cancelled',
  'error',
]);
export type TrackerStatus = z.infer<typeof TrackerStatus>;

/** A state that EasyPost adds one day says nothing to us, and must not make the rest unreadable. */
const AnyStatus = z.pipe(
  z.string(),
  z.transform((status): TrackerStatus => z.safeParse(TrackerStatus, status).data ?? 'unknown'),
);

const TrackingDetail = z.lazy(() =>
  z.object({
    message: text,
    description: text,
    status: AnyStatus,
    status_detail: text,
    datetime: text,
    tracking_location: z.nullish(z.object({ city: text, state: text, country: text })),
  }),
);
export type TrackingDetail = z.infer<typeof TrackingDetail>;

export const Tracker = z.lazy(() =>
  z.object({
    id: z.string(),
    tracking_code: z.string().check(z.minLength(1), z.maxLength(80)),
    carrier: text,
    status: AnyStatus,
    status_detail: text,
    updated_at: z.string(),
    est_delivery_date: text,
    tracking_details: z._default(z.nullable(z.array(TrackingDetail)), []),
  }),
);
export type Tracker = z.infer<typeof Tracker>;

const Rate = z.lazy(() =>
  z.object({
    id: z.string(),
    carrier: z.string(),
    service: z.string(),
    rate: z.string().check(z.regex(/^\d+(\.\d+)?$/)),
    currency: z.string(),
    delivery_days: z.nullish(z.number()),
    est_delivery_days: z.nullish(z.number()),
  }),
);
export type Rate = z.infer<typeof Rate>;

export const Shipment = z.lazy(() =>
  z.object({
    id: z.string(),
    rates: z._default(z.array(Rate), []),
    selected_rate: z.nullish(Rate),
    tracker: z.nullish(Tracker),
    postage_label: z.nullish(z.object({ label_url: text, label_pdf_url: text })),
    refund_status: text,
  }),
);
export type Shipment = z.infer<typeof Shipment>;

export const WebhookEvent = z.lazy(() =>
  z.object({
    id: z.string().check(z.minLength(1), z.maxLength(120)),
    object: z.literal('Event'),
    description: z.string(),
    result: z.unknown(),
  }),
);

export const Failure = z.lazy(() =>
  z.object({
    error: z.object({ code: text, message: z.optional(z.unknown()), errors: z.optional(z.unknown()) }),
  }),
);
