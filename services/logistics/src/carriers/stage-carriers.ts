import type { ShippingRules } from '../shipments/shipping-rules.ts';
import type { CarrierRecord } from './carrier.ts';

/**
 * The carriers that a stage uses, in its order.
 * @throws Error naming what is not known
 */
export function carriersOf(
  known: readonly CarrierRecord[],
  names: readonly string[],
): readonly [CarrierRecord, ...CarrierRecord[]] {
  const [first, ...others] = names.map((name) => {
    const record = known.find(({ provider }) => provider === name);
    if (record === undefined)
      throw new Error(
        `carriers names ${name}; known are ${known.map(({ provider }) => provider).join(', ')}`,
      );
    return record;
  });
  if (first === undefined) throw new Error('carriers names none');
  return [first, ...others];
}

/** Rules for buying labels. @throws Error when one names a carrier that the stage does not use */
export function withKnownProviders(rules: ShippingRules, providers: readonly string[]): ShippingRules {
  const named = rules.carriers.flatMap((rule) => rule.providers ?? []);
  const unknown = named.filter((name) => !providers.includes(name));
  if (unknown.length > 0)
    throw new Error(`parcelRules name ${unknown.join(', ')}, which the setting carriers does not`);
  return rules;
}
