import { epochSeconds } from '@cartless/domain';
import type { Items } from '@cartless/aggregate';
import { counterKey } from '../users-table.ts';
import type { Limit } from './allow.ts';
import type { Allowances } from './ports.ts';

/** Counters in the users table, one per thing and span of time; the table forgets them by itself. */
export const allowanceStore = (items: Items): Allowances => ({
  async use(what, of, spanSeconds, at) {
    const { key, secondsLeft, expiresAt } = runningSpan({ what, spanSeconds }, of, at);
    const outcome = await items.write([{ update: key, add: { used: 1 }, set: { expiresAt } }]);
    return { used: Number(outcome.ok && outcome.item?.['used']), secondsLeft };
  },
});

/** The counter of the span of time that is running, how much is left of it, and when the table may forget it. */
export function runningSpan({ what, spanSeconds }: Omit<Limit, 'times'>, of: string, at: Date) {
  const now = epochSeconds(at);
  const span = Math.floor(now / spanSeconds);
  const end = (span + 1) * spanSeconds;
  return { key: counterKey(what, `${span} ${of}`), secondsLeft: end - now, expiresAt: end + spanSeconds };
}
