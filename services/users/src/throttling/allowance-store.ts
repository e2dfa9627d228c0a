import { countingWrite, type Items, runningSpan } from '@cartless/aggregate';
import { counterKey } from '../users-table.ts';
import type { Limit } from './allow.ts';
import type { Allowances } from './ports.ts';

/** Counters in the users table, one per thing and span of time; the table forgets them by itself. */
export const allowanceStore = (items: Items): Allowances => ({
  async use(what, of, spanSeconds, at) {
    const { key, ...span } = runningCounter({ what, spanSeconds }, of, at);
    const outcome = await items.write([countingWrite(key, span)]);
    return { used: Number(outcome.ok && outcome.item?.['used']), secondsLeft: span.secondsLeft };
  },
});

/** The counter of the span of time that is running. */
export function runningCounter({ what, spanSeconds }: Omit<Limit, 'times'>, of: string, at: Date) {
  const span = runningSpan(spanSeconds, at);
  return { key: counterKey(what, `${span.number} ${of}`), ...span };
}
