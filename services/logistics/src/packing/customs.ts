import { defineError, type Money, money } from '@cartless/domain';
import { skuOf } from '@cartless/domain';
import * as z from 'zod/mini';
import type { CustomsLine } from '../carriers/carrier.ts';
import type { ParcelLine, Shipment } from '../shipments/shipment.ts';
import type { ShippingRules } from '../shipments/shipping-rules.ts';
import { departmentOf, unitWeight } from './parcel-weight.ts';

export const CustomsIncomplete = defineError(
  'conflict',
  'CUSTOMS_INCOMPLETE',
  {
    en: 'A parcel to {country} passes customs, who ask for more than is known. Say it with customs when you dispatch it: {missing}.',
    'zh-CN': '寄往 {country} 的包裹需要报关，资料不全。请在发货时通过 customs 补充：{missing}。',
  },
  () => z.object({ country: z.string(), missing: z.string() }),
);

/** What is missing to declare a line. */
export const CUSTOMS_FACTS = ['hsCode', 'originCountry', 'description', 'value'] as const;
type CustomsFact = (typeof CUSTOMS_FACTS)[number];
export type Missing = Readonly<{ title: string; facts: readonly CustomsFact[] }>;

/** What customs are told of a parcel that goes to another country, and what is not known that they ask for. */
export type Declared = Readonly<{ lines: readonly CustomsLine[]; missing: readonly Missing[] }>;

/** Whether a parcel passes customs on its way: it goes to another country, and not within one union. */
export const passesCustoms = (country: string, { origin, customs }: ShippingRules): boolean =>
  country !== origin.country &&
  !(customs?.union?.includes(country) && customs.union.includes(origin.country));

/** What of a line its title says to officers of any country. */
const LATIN = /^[\x20-\x7e]+$/;
const MOST_SIGNS = 50;

/** Undefined where there are no customs to pass. */
export function declared(
  { address, lines }: Pick<Shipment, 'address' | 'lines'>,
  rules: ShippingRules,
): Declared | undefined {
  if (!passesCustoms(address.country, rules)) return undefined;
  const all = lines.map((line) => [line, factsOf(line, rules)] as const);
  return {
    missing: all.flatMap(([{ title }, facts]) => {
      const missing = CUSTOMS_FACTS.filter((name) => facts[name] === undefined);
      return missing.length > 0 ? [{ title, facts: missing }] : [];
    }),
    lines: all.flatMap(([line, { hsCode, originCountry, description, value }]): CustomsLine[] =>
      hsCode === undefined || originCountry === undefined || description === undefined || value === undefined
        ? []
        : [
            {
              sku: skuOf(line),
              description,
              hsCode,
              originCountry,
              quantity: line.quantity,
              value: worth(value, line.quantity),
              weightGrams: unitWeight(line, rules.weights) * line.quantity,
            },
          ],
    ),
  };
}

/** @throws AppError CUSTOMS_INCOMPLETE */
export function customsOf(shipment: Shipment, rules: ShippingRules): readonly CustomsLine[] | undefined {
  const told = declared(shipment, rules);
  if (told === undefined || told.missing.length === 0) return told?.lines;
  const missing = told.missing.map(({ title, facts }) => `${title} (${facts.join(', ')})`).join('; ');
  throw CustomsIncomplete({ details: { country: shipment.address.country, missing } });
}

/** What is known of the line itself comes first, then what holds for its category, then for its department. */
function factsOf({ packing, category, title, price }: ParcelLine, { customs }: ShippingRules) {
  const byCategory = customs?.byCategory ?? {};
  const common = byCategory[category] ?? byCategory[departmentOf(category)];
  return {
    hsCode: packing?.hsCode ?? common?.hsCode,
    originCountry: packing?.originCountry ?? common?.originCountry,
    description:
      packing?.customsDescription ??
      common?.description ??
      (LATIN.test(title) ? title.slice(0, MOST_SIGNS).trim() : undefined),
    value: price,
  };
}

/** What so many are worth. No goods are worth nothing to customs: what was given away is declared at the smallest amount. */
const worth = ({ amount, currency }: Money, quantity: number): Money =>
  money(Math.max(1, amount) * quantity, currency);
