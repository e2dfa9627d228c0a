import { DangerousGoods, Millimetres, ShownAddress } from '@cartless/domain';
import * as z from 'zod/mini';

const grams = z.int().check(z.positive());

const WeightRules = z.strictObject({
  /** One unit of a category that is not named, and the box. */
  unit: grams,
  packaging: grams,
  byCategory: z.record(z.string(), grams),
});
export type WeightRules = Readonly<z.infer<typeof WeightRules>>;

/** A box of the warehouse: its inner sides in millimetres, and what it weighs empty instead of `packaging`. */
export const Box = z.strictObject({
  name: z.string().check(z.minLength(1), z.maxLength(40)),
  length: Millimetres,
  width: Millimetres,
  height: Millimetres,
  weightGrams: z.optional(grams),
});
export type Box = Readonly<z.infer<typeof Box>>;

const country = z.string().check(z.length(2));

/** What customs are told where a product does not say it, and between which countries there are none. */
const CustomsRules = z.strictObject({
  union: z.optional(z.array(country)),
  byCategory: z.optional(
    z.record(
      z.string(),
      z.strictObject({
        hsCode: z.optional(z.string().check(z.regex(/^\d{6,10}$/))),
        originCountry: z.optional(country),
        description: z.optional(z.string().check(z.minLength(1), z.maxLength(50))),
      }),
    ),
  ),
});

/** Who may carry a parcel, and by what the offer is chosen. A condition that is left out always holds. */
const CarrierRule = z.strictObject({
  countries: z.optional(z.array(country)),
  regions: z.optional(z.array(z.string())),
  maxGrams: z.optional(grams),
  /** `true`: of dangerous goods only, `false`: of others only, or of these kinds. */
  dangerousGoods: z.optional(z.union([z.boolean(), z.array(DangerousGoods)])),
  /** Who is asked for the label, in this order: the next one when one is down, or does not go there. All when none is named. */
  providers: z.optional(z.array(z.string()).check(z.minLength(1))),
  /** Who may drive the van. */
  carriers: z.optional(z.array(z.string())),
  /** Carriers (`UPS`) and services (`UPS NextDayAir`) that get no such parcel, also when nobody else would take it. */
  never: z.optional(z.array(z.string())),
  maxDays: z.optional(z.int()),
  prefer: z.enum(['cheapest', 'fastest']),
});
export type CarrierRule = Readonly<z.infer<typeof CarrierRule>>;

/** How a stage sends (`SHIPPING_RULES`, JSON of this shape). */
export const ShippingRules = z.strictObject({
  origin: ShownAddress,
  weights: WeightRules,
  boxes: z.optional(z.array(Box)),
  customs: z.optional(CustomsRules),
  /** The first rule whose conditions hold decides. */
  carriers: z.array(CarrierRule),
});
export type ShippingRules = Readonly<z.infer<typeof ShippingRules>>;
