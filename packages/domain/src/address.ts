import * as z from 'zod/mini';

const line = (max: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(max));

const shape = {
  recipient: line(80),
  phone: z.string().check(z.trim(), z.regex(/^\+?[\d\s()-]{5,24}$/)),
  line1: line(120),
  line2: z.optional(line(120)),
  district: z.optional(line(60)),
  city: line(60),
  region: line(60),
  postalCode: z.string().check(z.trim(), z.regex(/^[\p{L}\d\s-]{2,12}$/u)),
  country: z.string().check(z.regex(/^[A-Z]{2}$/)),
};

/** Where a parcel goes, as somebody enters it. `country` is ISO 3166-1 alpha-2. */
export const Address = z.strictObject(shape);
export type Address = Readonly<z.infer<typeof Address>>;

/** The same as events carry it: fields that a newer release added are left out instead of refused. */
export const AddressSnapshot = z.object(shape);
