import type { Items } from '@cartless/aggregate';
import { epochSeconds } from '@cartless/domain';
import { reportKey } from '../users-table.ts';
import type { ReportProgress } from './ports.ts';

/** Longer than a message can wait in the queue and in its dead-letter queue together. */
const KEEP_SECONDS = 30 * 86_400;

/** One item a report: whose letters are asked for. */
export const reportProgressStore = (items: Items): ReportProgress => ({
  async read(eventId) {
    const item = await items.get(reportKey(eventId), { consistent: true });
    const after = item?.['after'];
    return { after: typeof after === 'string' ? after : undefined, isDone: item?.['isDone'] === true };
  },
  async note(eventId, { after, isDone }, at) {
    const expiresAt = epochSeconds(at) + KEEP_SECONDS;
    await items.write([{ put: { ...reportKey(eventId), after, isDone, expiresAt } }]);
  },
});
