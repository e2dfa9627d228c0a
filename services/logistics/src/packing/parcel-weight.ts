import type { ParcelLine } from '../shipments/shipment.ts';
import type { Box, WeightRules } from '../shipments/shipping-rules.ts';

/** What one unit weighs, in grams: what is known of it, or what things of its category, or of its department, weigh. */
export const unitWeight = ({ packing, category }: ParcelLine, { byCategory, unit }: WeightRules): number =>
  packing?.weightGrams ?? byCategory[category] ?? byCategory[departmentOf(category)] ?? unit;

/** What a parcel weighs with its packaging, in grams. */
export function parcelWeight(lines: readonly ParcelLine[], rules: WeightRules, box?: Box): number {
  const goods = lines.reduce((sum, line) => sum + line.quantity * unitWeight(line, rules), 0);
  return goods + (box?.weightGrams ?? rules.packaging);
}

/** `books.literature` is a category of the department `books`. */
export const departmentOf = (category: string): string => category.split('.')[0] ?? category;
