import { ShownAddress } from '@cartless/domain';
import * as z from 'zod/mini';

const grams = z.int().check(z.positive());

const WeightRules = z.strictObject({
  /** One unit of a category that is not named, and the box. */
  unit: grams,
  packaging: grams,
  byCategory: z.record(z.string(), grams),
});
export type WeightRules = Readonly<z.infer<typeof WeightRules>>;

/** Who may carry a parcel, and by what the offer is chosen. A condition that is left out always holds. */
const CarrierRule = z.strictObject({
  countries: z.optional(z.array(z.string().check(z.length(2)))),
  regions: z.optional(z.array(z.string())),
  maxGrams: z.optional(grams),
  /** Who is asked for the label, in this order: the next one when one is down, or does not go there. All when none is named. */
  providers: z.optional(z.array(z.string()).check(z.minLength(1))),
  /** Who may drive the van. */
  carriers: z.optional(z.array(z.string())),
  maxDays: z.optional(z.int()),
  prefer: z.enum(['cheapest', 'fastest']),
});
export type CarrierRule = Readonly<z.infer<typeof CarrierRule>>;

/** How a stage sends (`SHIPPING_RULES`, JSON of this shape). */
export const ShippingRules = z.strictObject({
  origin: ShownAddress,
  weights: WeightRules,
  /** The first rule whose conditions hold decides. */
  carriers: z.array(CarrierRule),
});
export type ShippingRules = Readonly<z.infer<typeof ShippingRules>>;
