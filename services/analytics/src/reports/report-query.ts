import { Instant, PaymentMethod, text } from '@cartless/domain';
import * as z from 'zod/mini';

/** The range of a report, in every report's query. */
export const rangeQuery = {
  from: z.optional(text(40)),
  to: z.optional(text(40)),
  tz: z.optional(text(64)),
};

/** What a report can be narrowed to. */
export const filterQuery = {
  category: z.optional(text(80)),
  productId: z.optional(text(80)),
  region: z.optional(text(80)),
  paymentMethod: z.optional(PaymentMethod),
};

/** What every report says of its range; `asOf` is when the numbers were read. */
export const reportMembers = {
  from: Instant,
  to: Instant,
  zone: z.string(),
  asOf: Instant,
};
