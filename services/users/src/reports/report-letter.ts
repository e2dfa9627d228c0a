import { UserId, WeeklyReportReady } from '@cartless/domain';
import * as z from 'zod/mini';

/** That an account is to get a report: the message of the queue of reports that are to be sent. */
export const ReportLetter = z.object({
  /** The event that told the report: it and the account make the letter one. */
  eventId: z.string(),
  userId: UserId,
  /** When the numbers were read, ISO 8601. */
  at: z.iso.datetime(),
  report: WeeklyReportReady.data,
});
export type ReportLetter = z.infer<typeof ReportLetter>;

/** What comes so much later helps nobody any more, in milliseconds. */
const STALE_MS = 7 * 86_400_000;

/** Whether a report is too old to be sent. @param at when its numbers were read */
export const isStale = (at: string, now: Date): boolean => now.getTime() - Date.parse(at) > STALE_MS;
