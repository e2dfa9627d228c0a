import { CarrierUnavailable } from './errors.ts';
import type { Carrier } from './carrier.ts';

/** The carriers of this stage by name; labels are bought at the first one. */
export type Carriers = Readonly<{
  preferred: Carrier;
  all: readonly Carrier[];
  of(provider: string): Carrier;
}>;

export function carriers(preferred: Carrier, ...others: readonly Carrier[]): Carriers {
  const all = [preferred, ...others];
  return {
    preferred,
    all,
    of: (provider) => {
      const found = all.find((carrier) => carrier.provider === provider);
      if (found === undefined) throw CarrierUnavailable({ details: { reason: `${provider} is not set up` } });
      return found;
    },
  };
}
