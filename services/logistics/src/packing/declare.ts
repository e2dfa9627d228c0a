import { type Money, type Sellable, skuOf } from '@cartless/domain';
import { ItemsNotInParcel } from '../shipments/errors.ts';
import type { ParcelLine, Shipment, ShipmentChange } from '../shipments/shipment.ts';

/** What a person tells of one unit, for customs. */
export type CustomsFacts = Sellable &
  Readonly<{
    hsCode?: string | undefined;
    originCountry?: string | undefined;
    description?: string | undefined;
    value?: Money | undefined;
  }>;

/**
 * A person says what customs ask for and the order did not tell. Undefined when a carrier knows the parcel already.
 * @throws AppError ITEMS_NOT_IN_PARCEL
 */
export function declare(before: Shipment, facts: readonly CustomsFacts[]): ShipmentChange | undefined {
  const told = new Map(facts.map((fact) => [skuOf(fact), fact]));
  const held = new Set(before.lines.map(skuOf));
  if ([...told.keys()].some((sku) => !held.has(sku))) throw ItemsNotInParcel();
  if (before.booking !== undefined || before.label !== undefined) return undefined;
  return { state: { ...before, lines: before.lines.map((line) => withFacts(line, told.get(skuOf(line)))) } };
}

function withFacts(line: ParcelLine, facts: CustomsFacts | undefined): ParcelLine {
  if (facts === undefined) return line;
  const { hsCode, originCountry, description, value } = facts;
  return {
    ...line,
    packing: {
      ...line.packing,
      ...(hsCode !== undefined && { hsCode }),
      ...(originCountry !== undefined && { originCountry }),
      ...(description !== undefined && { customsDescription: description }),
    },
    ...(value && { price: value }),
  };
}
