import type { Items } from '@cartless/aggregate';
import { undeliverableKey } from '../users-table.ts';
import type { Undeliverable, UndeliverableAddresses } from './ports.ts';

/** Addresses to which no mail is sent any more, in the users table. */
export const undeliverableStore = (items: Items): UndeliverableAddresses => ({
  async note(email, why) {
    await items.write([{ put: { ...undeliverableKey(email), ...why } }]);
  },
  async find(email) {
    const item = await items.get(undeliverableKey(email));
    return item && ({ reason: item['reason'], since: item['since'] } as Undeliverable);
  },
});
