import * as z from 'zod/mini';

/** What the functions of this service read from their environment. */
export const Config = z.object({
  DB_TABLE_ANALYTICS: z.string().check(z.minLength(1)),
  /** ISO 4217: the one currency of the shop's books. */
  CURRENCY: z.string().check(z.regex(/^[A-Z]{3}$/)),
  /** The shop's own time zone, by whose days sums are kept and whose weeks are reported; only the functions that do so read it. */
  TIME_ZONE: z.optional(z.string()),
  /** Other zones by which sums are kept, a JSON list. */
  REPORT_ZONES: z.optional(z.string()),
  /** Over how many partitions the roll-ups of a day are spread. */
  ROLL_UP_SHARDS: z.coerce.number().check(z.int(), z.gte(1), z.lte(64)),
  /** Names the address of a shared cache for reports; without one every container remembers its own. */
  REDIS_URL_PARAMETER: z.optional(z.string()),
});
