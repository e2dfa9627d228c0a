import type { UserId, WeeklyReportReady } from '@cartless/domain';
import type { Clock } from '../accounts/ports.ts';
import type { Staff } from '../staff/ports.ts';
import { getsReports } from './reader.ts';
import { isStale, type ReportLetter } from './report-letter.ts';
import type { ReportProgress } from './ports.ts';

type Ports = Readonly<{
  staff: Pick<Staff, 'page'>;
  progress: ReportProgress;
  /** Asks for a letter; once more is harmless, for each is sent once. */
  ask: (letter: ReportLetter) => Promise<void>;
  now: Clock;
}>;

/** How many letters are asked for at once. */
const AT_ONCE = 10;

export type Spreading = 'done' | 'done before' | 'stale' | 'unfinished';

/**
 * Asks for a letter to everybody who gets reports, a page of the staff after the other. How far it is, is kept: a run that was
 * cut off, or had no more time, is gone on with by the next.
 *
 * @param timeLeft in milliseconds; a page is begun only while there is some
 */
export const spreadReport =
  ({ staff, progress, ask, now }: Ports) =>
  async ({ id, time, data }: WeeklyReportReady, timeLeft: () => number): Promise<Spreading> => {
    if (isStale(time, now())) return 'stale';
    let { after, isDone } = await progress.read(id);
    if (isDone) return 'done before';
    const letterTo = (userId: UserId): ReportLetter => ({ eventId: id, userId, at: time, report: data });
    while (!isDone) {
      if (timeLeft() <= 0) return 'unfinished';
      const page = await staff.page(after);
      const readers = page.users.filter(getsReports).map((user) => user.id);
      for (let from = 0; from < readers.length; from += AT_ONCE) {
        await Promise.all(readers.slice(from, from + AT_ONCE).map((userId) => ask(letterTo(userId))));
      }
      after = page.next;
      isDone = after === undefined;
      await progress.note(id, { after, isDone }, now());
    }
    return 'done';
  };
