import { Stripe as Own } from 'own:stripe';

const known = new Map<string, object>();

/** The provider's own client, once for all containers: to make one costs as much as several calls, and it keeps nothing of them. */
export const Stripe = new Proxy(Own, {
  construct(make, given) {
    const name = JSON.stringify(given);
    const client = known.get(name) ?? (Reflect.construct(make, given) as object);
    known.set(name, client);
    return client;
  },
});
