import type { DangerousGoods, Money } from '@cartless/domain';
import type { CarrierRule, ShippingRules } from '../shipments/shipping-rules.ts';

/** One carrier's offer to take a parcel. */
export type Rate = Readonly<{
  id: string;
  carrier: string;
  service: string;
  price: Money;
  days: number | null;
}>;

type Destination = Readonly<{
  country: string;
  region: string | undefined;
  weightGrams: number;
  dangerousGoods?: DangerousGoods | undefined;
}>;

const UNKNOWN_DAYS = 99;

/** The rule for a parcel: the first whose conditions hold. */
export const ruleFor = (rules: ShippingRules, to: Destination): CarrierRule | undefined =>
  rules.carriers.find(
    ({ countries, regions, maxGrams, dangerousGoods }) =>
      (countries === undefined || countries.includes(to.country)) &&
      (regions === undefined || regions.includes(to.region ?? '')) &&
      (maxGrams === undefined || to.weightGrams <= maxGrams) &&
      isFor(dangerousGoods, to.dangerousGoods),
  );

const isFor = (condition: CarrierRule['dangerousGoods'], danger: DangerousGoods | undefined): boolean => {
  if (condition === undefined) return true;
  if (typeof condition === 'boolean') return condition === (danger !== undefined);
  return danger !== undefined && condition.includes(danger);
};

/**
 * Chooses among the offers. When none fits the rule, any offer is better than a parcel that stays, except what the rule says
 * never; a carrier that an administrator asked for is never replaced by another.
 */
export function chooseRate(
  offers: readonly Rate[],
  rule: CarrierRule | undefined,
  wantedCarrier?: string,
): Rate | undefined {
  const never = new Set(rule?.never);
  const rates = offers.filter(
    ({ carrier, service }) => !never.has(carrier) && !never.has(`${carrier} ${service}`),
  );
  const prefer = rule?.prefer ?? 'cheapest';
  if (wantedCarrier !== undefined) {
    return best(
      rates.filter(({ carrier }) => carrier === wantedCarrier),
      prefer,
    );
  }
  const fitting = rates.filter(
    ({ carrier, days }) =>
      (rule?.carriers?.includes(carrier) ?? true) &&
      (days ?? UNKNOWN_DAYS) <= (rule?.maxDays ?? UNKNOWN_DAYS),
  );
  return best(fitting, prefer) ?? best(rates, prefer);
}

function best(rates: readonly Rate[], prefer: CarrierRule['prefer']): Rate | undefined {
  const byPrice = (a: Rate, b: Rate) => a.price.amount - b.price.amount;
  const byDays = (a: Rate, b: Rate) => (a.days ?? UNKNOWN_DAYS) - (b.days ?? UNKNOWN_DAYS);
  const order = prefer === 'cheapest' ? [byPrice, byDays] : [byDays, byPrice];
  return rates.toSorted((a, b) => order.map((compare) => compare(a, b)).find((n) => n !== 0) ?? 0)[0];
}
