import type { ParcelLine } from './shipment.ts';
import type { WeightRules } from './shipping-rules.ts';

/** What a parcel weighs with its packaging, in grams. */
export function parcelWeight(lines: readonly ParcelLine[], rules: WeightRules): number {
  const goods = lines.reduce(
    (sum, { category, quantity }) => sum + quantity * (rules.byCategory[category] ?? rules.unit),
    0,
  );
  return goods + rules.packaging;
}
