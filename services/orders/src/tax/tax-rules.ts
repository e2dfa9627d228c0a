import * as z from 'zod/mini';
import { departmentOf } from '../catalogue/product.ts';

/** In basis points: 1300 is 13 %. */
const Rate = z.int().check(z.gte(0), z.lte(10_000));
const ByCategory = z._default(z.record(z.string(), Rate), {});
const OfPlace = z.strictObject({ default: z.optional(Rate), categories: ByCategory });

/**
 * The rates of the tax that prices include. A place is `CN` or `CN/西藏`, a category a leaf or its department. The closest
 * place that says anything of a category counts, and what it says of the leaf before what it says of the department.
 */
export const TaxRules = z.strictObject({
  default: Rate,
  categories: ByCategory,
  places: z._default(z.record(z.string(), OfPlace), {}),
});
export type TaxRules = z.infer<typeof TaxRules>;

/** The rate for goods of a category that go to a place. */
export function taxRate(
  { places, ...everywhere }: TaxRules,
  category: string,
  { country, region }: Readonly<{ country: string; region?: string | undefined }>,
): number {
  const ofPlaces = [
    ...(region === undefined ? [] : [own(places, `${country}/${region}`)]),
    own(places, country),
  ];
  const rates = [...ofPlaces, everywhere].map((rules) => rules && rateIn(rules, category));
  return rates.find((rate) => rate !== undefined) ?? everywhere.default;
}

const rateIn = ({ categories, default: others }: z.infer<typeof OfPlace>, category: string) =>
  own(categories, category) ?? own(categories, departmentOf(category)) ?? others;

/** Not what every object has: a category may be called `constructor`. */
const own = <T>(record: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;
