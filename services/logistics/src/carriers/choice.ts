import { CarrierUnavailable } from './errors.ts';
import type { Carrier } from './carrier.ts';

/** The carriers of this stage. */
export type Carriers = Readonly<{
  /** In the order in which they are asked where no rule says another. */
  all: readonly Carrier[];
  /** @throws AppError CARRIER_UNAVAILABLE when the stage does not have it any more */
  of(provider: string): Carrier;
}>;

export function carriers(first: Carrier, ...others: readonly Carrier[]): Carriers {
  const all = [first, ...others];
  return {
    all,
    of: (provider) => {
      const found = all.find((carrier) => carrier.provider === provider);
      if (found === undefined)
        throw CarrierUnavailable({
          details: { reason: { en: `${provider} is not set up`, 'zh-CN': `${provider} 未配置` } },
        });
      return found;
    },
  };
}

/**
 * Who may be asked to take a parcel, in this order: those that its rule names, or all. A person's wish for who drives the van
 * goes beyond the rule, after it.
 */
export function candidates(
  { all, of }: Carriers,
  providers: readonly string[] | undefined,
  isWished: boolean,
): readonly Carrier[] {
  if (providers === undefined) return all;
  const named = providers.map(of);
  return isWished ? [...named, ...all.filter((carrier) => !named.includes(carrier))] : named;
}
