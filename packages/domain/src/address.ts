import * as z from 'zod/mini';

const line = (max: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(max));

/** Where a parcel goes. `country` is ISO 3166-1 alpha-2. */
export const Address = z.strictObject({
  recipient: line(80),
  phone: z.string().check(z.trim(), z.regex(/^\+?[\d\s()-]{5,24}$/)),
  line1: line(120),
  line2: z.optional(line(120)),
  district: z.optional(line(60)),
  city: line(60),
  region: line(60),
  postalCode: z.string().check(z.trim(), z.regex(/^[\p{L}\d\s-]{2,12}$/u)),
  country: z.string().check(z.regex(/^[A-Z]{2}$/)),
});
export type Address = Readonly<z.infer<typeof Address>>;
