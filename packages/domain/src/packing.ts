import * as z from 'zod/mini';
import { field } from './field.ts';

/**
 * What goods are dangerous by, as far as a shop sends such things by parcel, the mildest first. Source: UN Recommendations on the
 * Transport of Dangerous Goods (list of class 9, 2.1 and 3), IATA packing instructions 965 to 970. Button cells are lithium
 * metal.
 */
export const DANGEROUS_GOODS = [
  'none',
  /** UN3481 in equipment: a phone, earbuds. */
  'lithium-ion-in-equipment',
  /** UN3091 in equipment: a watch or a remote control with its button cell. */
  'lithium-metal-in-equipment',
  /** UN3481 packed beside the equipment that it is for. */
  'lithium-ion-with-equipment',
  /** UN3480: a battery alone, a power bank. */
  'lithium-ion',
  /** UN3090: button cells alone. */
  'lithium-metal',
  /** UN1950. */
  'aerosol',
  /** Class 3 in a shop's quantity: perfume (UN1266), alcohol. */
  'flammable-liquid',
] as const;
export const DangerousGoods = z.enum(DANGEROUS_GOODS);
export type DangerousGoods = z.infer<typeof DangerousGoods>;

/** Longer than a carrier takes, in millimetres, and heavier, in grams. */
const LONGEST = 5000;
const HEAVIEST = 1_000_000;

export const Millimetres = z.int().check(z.gte(1), z.lte(LONGEST));
export const Grams = z.int().check(z.gte(1), z.lte(HEAVIEST));

/** Outer sides in millimetres. */
export const Size = z.object({
  length: field(Millimetres, 'In millimetres', 210),
  width: field(Millimetres, 'In millimetres', 140),
  height: field(Millimetres, 'In millimetres', 30),
});
export type Size = Readonly<z.infer<typeof Size>>;

/** What a packer and a carrier need to know of one unit; all of it may be unknown. */
export type Packing = Readonly<{
  weightGrams?: number | undefined;
  size?: Size | undefined;
  dangerousGoods?: DangerousGoods | undefined;
  hsCode?: string | undefined;
  originCountry?: string | undefined;
  customsDescription?: string | undefined;
}>;

/**
 * The same as events tell it. A kind of danger that a later release knows is told by its name, so that a reader of this one
 * takes the goods for dangerous and not the event for broken.
 */
export const PackingSnapshot = z.object({
  weightGrams: z.optional(field(Grams, 'One unit with its own packaging', 350)),
  size: z.optional(field(Size, 'Outer sides of one unit', { length: 210, width: 140, height: 30 })),
  dangerousGoods: z.optional(
    field(z.string(), 'What is dangerous about it', 'lithium-ion-in-equipment', { personal: false }),
  ),
  hsCode: z.optional(
    field(z.string(), 'Of the Harmonized System, for customs', '851830', { personal: false }),
  ),
  originCountry: z.optional(
    field(z.string(), 'Where it was made, ISO 3166-1 alpha-2', 'CN', { personal: false }),
  ),
  customsDescription: z.optional(
    field(z.string(), 'What it is, in English, for customs', 'Wireless earbuds', { personal: false }),
  ),
});
export type PackingSnapshot = Readonly<z.infer<typeof PackingSnapshot>>;

/** What was chosen of an option, in the shopper's language: `{name: 'Colour', value: 'blue'}`. */
export const ChosenOption = z.object({
  name: field(z.string(), 'The option, in the shopper’s language', 'Colour', { personal: false }),
  value: field(z.string(), 'What was chosen', 'blue', { personal: false }),
});
export type ChosenOption = Readonly<z.infer<typeof ChosenOption>>;
