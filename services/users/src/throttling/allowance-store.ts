import { epochSeconds } from '@cartless/domain';
import type { Items } from '@cartless/aggregate';
import { counterKey } from '../users-table.ts';
import type { Allowances } from './ports.ts';

/** Counters in the users table, one per thing and span of time; the table forgets them by itself. */
export const allowanceStore = (items: Items): Allowances => ({
  async use(what, of, spanSeconds, at) {
    const now = epochSeconds(at);
    const span = Math.floor(now / spanSeconds);
    const end = (span + 1) * spanSeconds;
    const outcome = await items.write([
      { update: counterKey(what, `${span} ${of}`), add: { used: 1 }, set: { expiresAt: end + spanSeconds } },
    ]);
    return { used: Number(outcome.ok && outcome.item?.['used']), secondsLeft: end - now };
  },
});
