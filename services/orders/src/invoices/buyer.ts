import * as z from 'zod/mini';
import { isTaxNumber } from './tax-number.ts';

/** In whose name an invoice is: a company with its tax number, or a person. */
export const Buyer = z.strictObject({
  title: z.string().check(
    z.trim(),
    z.normalize('NFC'),
    z.minLength(1),
    z.maxLength(100),
    // Controls, and marks that turn the reading direction of what follows.
    z.regex(/^[^\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]*$/u),
    z.regex(/[\p{L}\p{N}]/u),
  ),
  taxNumber: z.optional(
    z.pipe(
      z.string().check(z.trim(), z.maxLength(40), z.toUpperCase()),
      z.string().check(
        z.refine(isTaxNumber, {
          message:
            'must be a tax number; the check character of one of China must fit / 税号格式或校验位不正确',
        }),
      ),
    ),
  ),
});
export type Buyer = Readonly<z.infer<typeof Buyer>>;
