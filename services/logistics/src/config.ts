import { json } from '@cartless/lambda';
import * as z from 'zod/mini';
import { ShippingRules } from './shipments/shipping-rules.ts';

const flag = z.pipe(
  z.enum(['true', 'false']),
  z.transform((text) => text === 'true'),
);
const seconds = z.coerce.number().check(z.int(), z.positive());

/** Every function that touches parcels. */
export const TableConfig = z.object({ DB_TABLE_LOGISTICS: z.string() });

/** Every function that knows carriers: their names, in the order in which they are asked. */
export const CarriersConfig = z.object({ CARRIERS: json(z.array(z.string()).check(z.minLength(1))) });

/** Every function that buys labels or makes parcels. */
export const RulesConfig = z.object({ SHIPPING_RULES: json(ShippingRules) });

/** The function that prints slips. */
export const SlipConfig = z.object({ SITE_URL: z.url() });

/** Functions that may hand parcels over by themselves. */
export const DispatchConfig = z.object({ AUTO_DISPATCH: flag });

/** How often the carrier is asked about a parcel of which it says nothing. */
export const PollConfig = z.object({
  POLL_FIRST_SECONDS: seconds,
  POLL_LONGEST_SECONDS: seconds,
  POLL_GIVE_UP_SECONDS: seconds,
});

/** The function that answers shoppers. */
export const TrackingConfig = z.object({
  REFRESH_SECONDS: seconds,
  /** Names the address of a shared cache; without one every container remembers for itself. */
  REDIS_URL_PARAMETER: z.optional(z.string()),
});
