import * as z from 'zod/mini';

const line = z.string().check(z.trim(), z.minLength(1), z.maxLength(120));

/** Who sells, as invoices must name them. */
export const Seller = z.strictObject({
  name: line,
  address: z.array(line).check(z.minLength(1), z.maxLength(6)),
  taxNumber: z.optional(line),
  /** How to reach them: an address of mail, a phone number. */
  contact: z.optional(line),
});
export type Seller = Readonly<z.infer<typeof Seller>>;
